"""How the figures of a month are shown: rows, sums, and what closing means in numbers."""

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.enums import PeriodState
from kaderjkn.common.formatting import month_name, number, percent, rupiah
from kaderjkn.common.months import month_text

from ...closing.enums import Verdict
from ...closing.models import CadreFigure, Closing, RewardLine
from ...closing.versions import cadre_changes, payment_changes
from ...reports.presenters import screen_columns, split_total
from ...reports.registry import report_named


def period_columns() -> list[dict]:
    return [
        {"key": "month", "label": _("Periode"), "url": "url"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "collected", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "rate", "label": _("Kolektabilitas"), "kind": "percent"},
        {"key": "computed_at", "label": _("Angka per"), "kind": "time"},
    ]


def period_rows(periods, closings) -> list[dict]:
    by_month = {closing.month: closing for closing in closings}
    return [period_row(period, by_month.get(period.month)) for period in periods]


def period_row(period, closing: Closing | None) -> dict:
    return {
        "month": month_name(period.month),
        "url": reverse("collections:closing-detail", args=[month_text(period.month)]),
        "state": state_words(period),
        "target": closing and closing.target,
        "collected": closing and closing.collected,
        "rate": (closing.collected, closing.target) if closing else None,
        "computed_at": closing and closing.computed_at,
    }


def state_words(period) -> tuple[str, str]:
    return period.get_state_display(), "success" if period.state == PeriodState.CLOSED else "info"


def figures(closing: Closing) -> dict:
    """What the page of a month shows of its closing."""
    rows = cadre_rows(closing)
    by_kecamatan = report_named("collectability-by-kecamatan")
    areas, area_total = split_total(by_kecamatan, by_kecamatan.rows(closing.branch, closing.month))
    return {
        "stats": stats(closing, rows),
        "cadres": rows,
        "cadre_columns": cadre_columns(),
        "cadre_total": cadre_total(rows),
        "areas": [area | {"url": area_address(closing, area)} for area in areas],
        "area_columns": area_columns(by_kecamatan),
        "area_total": area_total,
    }


def area_columns(report) -> list[dict]:
    """Those of the report; the kecamatan leads down to its kelurahan."""
    return [column | ({"url": "url"} if column["key"] == "kecamatan" else {}) for column in screen_columns(report)]


def area_address(closing: Closing, area: dict) -> str:
    return reverse("collections:closing-area", args=[month_text(closing.month), area["kecamatan_code"]])


def stats(closing: Closing, rows: list[dict]) -> list[dict]:
    by_branch_only = closing.collected - sum(row["collected"] for row in rows)
    return [
        {
            "label": _("Kolektabilitas"),
            "value": percent((closing.collected, closing.target)),
            "kind": "success",
        },
        {"label": _("Target"), "value": rupiah(closing.target)},
        {
            "label": _("Tertagih"),
            "value": rupiah(closing.collected),
            "note": _("termasuk %(amount)s untuk cabang saja") % {"amount": rupiah(by_branch_only)}
            if by_branch_only
            else "",
        },
        {
            "label": _("Imbal jasa"),
            "value": rupiah(sum(row["reward"] for row in rows)),
            "note": closing.scheme.name,
        },
    ]


def cadre_rows(closing: Closing) -> list[dict]:
    lines = RewardLine.objects.filter(closing=closing).order_by().values("cadre")
    rewards = dict(lines.annotate(sum=Sum("reward")).values_list("cadre", "sum"))
    figures = CadreFigure.objects.filter(closing=closing).select_related("cadre", "closing")
    rows = [cadre_row(figure, rewards.pop(figure.cadre_id, 0)) for figure in figures.order_by("cadre__code")]
    return rows + fee_rows(rewards)


def fee_rows(rewards: dict[int, int]) -> list[dict]:
    """Cadres who held and collected nothing and are paid all the same: the fee of a registration."""
    zeros = dict.fromkeys(("cases", "target", "collected", "late_collected"), 0)
    cadres = Cadre.objects.filter(pk__in=rewards).order_by("code")
    return [
        zeros | {"cadre": str(cadre), "url": None, "rate": (0, 0), "reward": rewards[cadre.pk], "active": None}
        for cadre in cadres
    ]


def cadre_row(figure: CadreFigure, reward: int) -> dict:
    return {
        "cadre": str(figure.cadre),
        "url": reverse("collections:closing-cadre", args=[month_text(figure.closing.month), figure.cadre_id]),
        "cases": figure.cases,
        "target": figure.target,
        "collected": figure.collected,
        "rate": (figure.collected, figure.target),
        "late_collected": figure.late_collected,
        "reward": reward,
        "active": (_("Aktif"), "success") if figure.is_active else (_("Belum aktif"), "neutral"),
    }


def cadre_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader"), "url": "url"},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "collected", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "rate", "label": _("Kolektabilitas"), "kind": "percent"},
        {"key": "late_collected", "label": _("Susulan (Rp)"), "kind": "amount"},
        {"key": "reward", "label": _("Imbal jasa (Rp)"), "kind": "amount"},
        {"key": "active", "label": _("Status"), "kind": "status"},
    ]


def cadre_total(rows: list[dict]) -> dict | None:
    if len(rows) < 2:
        return None
    sums = {key: sum(row[key] for row in rows) for key in ("cases", "target", "collected", "late_collected", "reward")}
    return sums | {"cadre": _("Jumlah"), "rate": (sums["collected"], sums["target"]), "active": None}


def closing_consequences(closing: Closing | None) -> list:
    """What closing fixes, in the numbers known so far."""
    if closing is None:
        return [_("Angka dihitung sekarang, lalu dikunci bersama kebijakan dan skema yang berlaku.")]
    rewards = RewardLine.objects.filter(closing=closing).aggregate(sum=Sum("reward"))
    cadres = RewardLine.objects.filter(closing=closing).order_by().values("cadre").distinct().count()
    return [
        (
            rupiah(closing.collected),
            _("tertagih dari target %(target)s dikunci") % {"target": rupiah(closing.target)},
        ),
        (
            rupiah(rewards["sum"] or 0),
            _("imbal jasa untuk %(count)s kader ditetapkan") % {"count": number(cadres)},
        ),
        _("Pembayaran yang datang kemudian menjadi susulan bulan berikutnya."),
        _("Tinjauan dibuka untuk kader tanpa setoran selama bulan-bulan yang ditentukan kebijakan."),
    ]


def reopening_consequences(closing: Closing | None) -> list:
    amount = rupiah(closing.collected) if closing else rupiah(0)
    return [
        (amount, _("tertagih tidak lagi terkunci; angka lama disimpan sebagai versi")),
        _("Tinjauan yang dibuka oleh tutup buku ini dihitung ulang."),
        _("Pembayaran susulan bulan ini menjadi pembayaran biasa lagi."),
    ]


# The way to a closing, step by step


def guide(period, closing: Closing | None, missing: list) -> list[dict]:
    """What to do, in order: mend what is missing, compute a trial, look at it, close."""
    if not period.is_open:
        return []
    is_blocked = any(item.is_blocking for item in missing)
    is_tried = closing is not None
    labels = [
        (_("Lengkapi yang kurang"), not missing, _("Yang wajib harus selesai; yang lain boleh menyusul.")),
        (_("Hitung percobaan"), is_tried, _("Angka sementara, tidak mengunci apa pun.")),
        (_("Periksa angkanya"), False, _("Telusuri dari kecamatan sampai pembayaran, dan bandingkan per kader.")),
        (_("Tutup buku"), False, _("Mengunci angka dan membuat rincian imbal jasa.")),
    ]
    current = 0 if is_blocked else 1 if not is_tried else 2
    return [
        {"label": label, "text": text, "state": "current" if place == current else "done" if is_done else "todo"}
        for place, (label, is_done, text) in enumerate(labels)
    ]


# Versions


def version_figures(closing: Closing) -> dict:
    """The figures of an old version, as its page shows them."""
    rows = cadre_rows(closing)
    return {
        "stats": stats(closing, rows),
        "cadres": [row | {"url": ""} for row in rows],
        "cadre_columns": cadre_columns(),
        "cadre_total": cadre_total(rows),
    }


def comparison(old: Closing, new: Closing) -> dict:
    """What differs between two versions: per cadre, and per payment."""
    return {
        "changes": [change for row in cadre_changes(old, new) for change in change_rows(row)],
        "change_columns": [
            {"key": "cadre", "label": _("Kader")},
            {"key": "what", "label": _("Angka")},
            {"key": "old", "label": _("Dulu"), "kind": "number"},
            {"key": "new", "label": _("Sekarang"), "kind": "number"},
            {"key": "difference", "label": _("Selisih"), "kind": "number"},
        ],
        "payments": [payment_change(row) for row in payment_changes(old, new)],
        "payment_columns": [
            {"key": "reference", "label": _("Pembayaran"), "kind": "code", "url": "url"},
            {"key": "paid_on", "label": _("Tanggal bayar"), "kind": "date"},
            {"key": "old", "label": _("Dulu")},
            {"key": "new", "label": _("Sekarang")},
        ],
    }


def change_rows(row: dict) -> list[dict]:
    """One row for each figure of a cadre that differs; a cadre without a row counts as zeros."""
    labels = {
        "cases": _("Binaan"),
        "target": _("Target (Rp)"),
        "collected": _("Tertagih (Rp)"),
        "paying": _("Membayar"),
        "settled": _("Lunas"),
        "late_collected": _("Susulan (Rp)"),
        "reward": _("Imbal jasa (Rp)"),
        "is_active": _("Aktif (1 = ya)"),
    }
    before, after = row["old"] or {}, row["new"] or {}
    found = []
    for name, label in labels.items():
        old, new = int(before.get(name, 0)), int(after.get(name, 0))
        if old != new:
            found.append({"cadre": str(row["cadre"]), "what": label, "old": old, "new": new, "difference": new - old})
    return found


def payment_change(row: dict) -> dict:
    return {
        "reference": f"{row['source']} {row['reference']}",
        "url": row["payment_id"] and reverse("collections:payment-detail", args=[row["payment_id"]]),
        "paid_on": row["paid_on"],
        "old": counted_words(row, "old"),
        "new": counted_words(row, "new"),
    }


def counted_words(row: dict, which: str) -> str:
    """What a payment counted for in a version, in one line."""
    if row[f"{which}_verdict"] is None:
        return _("tidak dihitung")
    parts = [str(Verdict(row[f"{which}_verdict"]).label), rupiah(row[f"{which}_eligible"])]
    if row[f"{which}_cadre"]:
        parts.append(row[f"{which}_cadre"])
    if row[f"{which}_reward"] is not None:
        parts.append(_("imbal jasa %(amount)s") % {"amount": rupiah(row[f"{which}_reward"])})
    return " · ".join(parts)
