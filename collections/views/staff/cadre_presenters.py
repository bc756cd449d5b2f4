"""How cadres, their agreements and their figures are shown."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cadres.models import Agreement, Cadre, Territory
from cadres.querysets import SOON
from kaderjkn.common.formatting import long_date, mask_phone, mask_tail, number

from ...closing.enums import ClosingState
from ...closing.models import CadreFigure


def list_row(cadre: Cadre, today: date) -> dict:
    valid = cadre.newest_agreement
    last_day = Agreement(valid=valid).ends_on if valid else None
    return {
        "code": cadre.code,
        "name": cadre.name,
        "url": cadre.get_absolute_url(),
        "agreed_to": (long_date(last_day) if last_day else _("tanpa batas")) if valid else None,
        "agreement": agreement_state(valid and valid.lower, last_day, today),
        "kelurahan": cadre.kelurahan,
    }


def agreement_state(starts_on: date | None, last_day: date | None, today: date) -> tuple[str, str]:
    """The state of an agreement as word and colour, with the days that are left where they are few."""
    if starts_on is None:
        return _("Tidak ada"), "danger"
    if starts_on > today:
        return _("Belum mulai"), "info"
    if last_day is None or last_day - today > SOON:
        return _("Berlaku"), "success"
    left = (last_day - today).days
    if left < 0:
        return _("Berakhir"), "danger"
    words = ngettext("%(count)s hari lagi", "%(count)s hari lagi", left)
    return words % {"count": number(left)}, "warning"


def identity(cadre: Cadre, *, shown: bool) -> list:
    bank = f"{cadre.bank} {cadre.account_number if shown else mask_tail(cadre.account_number)}" if cadre.bank else "–"
    return [
        (_("Kode"), cadre.code),
        (_("Nomor HP"), (cadre.phone or "–") if shown else mask_phone(cadre.phone)),
        (_("NIK"), f"************{cadre.nik_last4}" if cadre.nik_last4 else "–"),
        (_("Alamat"), (cadre.address or "–") if shown else _("disembunyikan")),
        (_("Rekening"), bank),
        {
            "label": _("Foto"),
            "value": photo_words(cadre),
            "url": reverse("cadres:cadre-photo", args=[cadre.pk]),
            "action_label": _("Atur"),
        },
    ]


def photo_words(cadre: Cadre) -> str:
    if not cadre.photo:
        return _("tidak ada")
    return _("ada, boleh ditampilkan") if cadre.photo_is_public else _("ada, tidak ditampilkan")


def account(cadre: Cadre) -> list[tuple]:
    """How the cadre signs in, and whether they have."""
    user = cadre.user
    if user is None:
        return [(_("Akun"), _("belum dibuat"))]
    return [
        (_("Nama masuk"), user.username),
        (_("Masuk dengan nomor HP"), _("ya") if user.phone else _("tidak")),
        (_("Terakhir masuk"), long_date(user.last_login.date()) if user.last_login else _("belum pernah")),
    ]


def agreement_columns() -> list[dict]:
    return [
        {"key": "number", "label": _("Nomor")},
        {"key": "starts_on", "label": _("Mulai"), "kind": "date"},
        {"key": "ends_on", "label": _("Sampai"), "kind": "date"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "letters", "label": _("Surat"), "url": "letters_url"},
        {"key": "scan", "label": _("Pindaian"), "url": "scan_url"},
    ]


def agreement_row(agreement: Agreement, today: date) -> dict:
    return {
        "number": agreement.number,
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "state": agreement_state(agreement.starts_on, agreement.ends_on, today),
        "letters": _("Buka"),
        "letters_url": reverse("cadres:agreement-letters", args=[agreement.pk]),
        "scan": _("Ada") if agreement.has_scan else _("Unggah"),
        "scan_url": reverse("cadres:scan-upload", args=[agreement.pk]),
    }


def territory_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kelurahan")},
        {"key": "district", "label": _("Kecamatan")},
        {"key": "starts_on", "label": _("Mulai"), "kind": "date"},
        {"key": "ends_on", "label": _("Sampai"), "kind": "date"},
    ]


def territory_row(territory: Territory) -> dict:
    area = territory.area
    return {
        "name": area.name,
        "district": area.parent.name if area.parent else "",
        "starts_on": territory.starts_on,
        "ends_on": territory.ends_on,
    }


def figure_columns() -> list[dict]:
    return [
        {"key": "month", "label": _("Bulan"), "kind": "month"},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "collected", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "rate", "label": _("Kolektabilitas"), "kind": "percent"},
        {"key": "contacted", "label": _("Dihubungi"), "kind": "number"},
        {"key": "meetings", "label": _("Pertemuan")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def figure_row(figure: CadreFigure) -> dict:
    is_closed = figure.closing.state == ClosingState.CLOSED
    return {
        "month": figure.closing.month,
        "cases": figure.cases,
        "target": figure.target,
        "collected": figure.collected,
        "rate": (figure.collected, figure.target),
        "contacted": figure.contacted,
        "meetings": f"{figure.meetings_attended}/{figure.meetings_counted}",
        "state": (_("Tutup buku"), "success") if is_closed else (_("Sementara"), "info"),
    }
