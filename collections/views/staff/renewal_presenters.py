"""How agreements to renew, and renewals that were made, are shown and exported."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cadres.models import Agreement, Renewal, RenewedAgreement
from kaderjkn.common.formatting import local_time, month_name, number, percent

from ...year_figures import YearFigures
from .cadre_presenters import agreement_state

EXPORT_HEADINGS = (
    "kode_kader",
    "nama",
    "no_perjanjian",
    "sampai",
    "bulan_berangka",
    "binaan",
    "target",
    "tertagih",
    "kolektabilitas",
    "susulan",
    "imbal_jasa",
    "dihubungi",
    "pertemuan_dihadiri",
    "pertemuan",
    "tinjauan",
)


def period_words(months: list[date]) -> str:
    """Which months the year's figures are sums of."""
    if not months:
        return _("Belum ada bulan yang tutup buku; angka masih kosong.")
    if len(months) == 1:
        return _("Angka: %(month)s (tutup buku).") % {"month": month_name(months[0])}
    words = ngettext("Angka: jumlah %(count)s bulan tutup buku, %(first)s – %(last)s.",
                     "Angka: jumlah %(count)s bulan tutup buku, %(first)s – %(last)s.", len(months))  # fmt: skip
    return words % {"count": number(len(months)), "first": month_name(months[0]), "last": month_name(months[-1])}


def list_row(agreement: Agreement, year: YearFigures, today: date) -> dict:
    cadre = agreement.cadre
    return {
        "pk": agreement.pk,
        "code": cadre.code,
        "name": cadre.name,
        "url": cadre.get_absolute_url(),
        "number": agreement.number,
        "ends_on": agreement.ends_on,
        "state": agreement_state(agreement.starts_on, agreement.ends_on, today),
        "warned_on": agreement.warned_on,
        "year": year,
        "rate": percent((year.collected, year.target)),
        "meetings": f"{number(year.meetings_attended)}/{number(year.meetings_counted)}",
    }


def export_row(agreement: Agreement, year: YearFigures) -> list:
    return [
        agreement.cadre.code,
        agreement.cadre.name,
        agreement.number,
        agreement.ends_on,
        year.months,
        year.cases,
        year.target,
        year.collected,
        round(year.collected / year.target, 4) if year.target else None,
        year.late_collected,
        year.reward,
        year.contacted,
        year.meetings_attended,
        year.meetings_counted,
        year.reviews,
    ]


def renewal_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Waktu"), "kind": "time", "url": "url"},
        {"key": "by", "label": _("Oleh")},
        {"key": "made", "label": _("Perjanjian"), "kind": "number"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def renewal_row(renewal: Renewal) -> dict:
    return {
        "at": renewal.made_at,
        "url": renewal.get_absolute_url(),
        "by": str(renewal.made_by or ""),
        "made": renewal.made,
        "state": (_("Dibatalkan"), "neutral") if renewal.undone_at else (_("Berlaku"), "success"),
    }


def summary(renewal: Renewal, agreements: int, territories: int) -> list[tuple]:
    zone = renewal.branch.time_zone
    items = [
        (_("Dibuat"), local_time(renewal.made_at, zone)),
        (_("Oleh"), str(renewal.made_by or "–")),
        (_("Perjanjian baru"), number(agreements)),
        (_("Wilayah ikut diperpanjang"), number(territories)),
    ]
    if renewal.undone_at:
        items += [
            (_("Dibatalkan"), local_time(renewal.undone_at, zone)),
            (_("Dibatalkan oleh"), str(renewal.undone_by or "–")),
        ]
    return items


def made_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader"), "url": "url"},
        {"key": "number", "label": _("Nomor")},
        {"key": "first", "label": _("Mulai"), "kind": "date"},
        {"key": "last", "label": _("Sampai"), "kind": "date"},
    ]


def made_row(one: RenewedAgreement) -> dict:
    days = Agreement(valid=one.valid)
    return {
        "cadre": str(one.cadre),
        "url": reverse("collections:cadre-detail", args=[one.cadre_id]),
        "number": one.number,
        "first": days.starts_on,
        "last": days.ends_on,
    }


def undo_consequences(agreements: int, territories: int) -> list:
    found: list = [
        (number(agreements), ngettext("perjanjian baru dihapus", "perjanjian baru dihapus", agreements)),
    ]
    if territories:
        words = ngettext("wilayah binaan berakhir lagi seperti semula", "wilayah binaan berakhir lagi seperti semula",
                         territories)  # fmt: skip
        found.append((number(territories), words))
    return found
