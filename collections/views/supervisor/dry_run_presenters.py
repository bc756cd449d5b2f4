"""How a dry run is shown: real, if, difference; never a household unmasked."""

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import mask_tail, month_name, number, rupiah
from kaderjkn.common.months import parse_month

from ...closing.enums import Verdict
from ...proposals.enums import HouseholdChange
from ...proposals.models import DryRun, DryRunCadre, DryRunHousehold

CHANGE_KINDS = {HouseholdChange.ENTERED: "info", HouseholdChange.LEFT: "warning"}


def signed(value: int) -> str:
    """A difference says its direction."""
    return f"+{number(value)}" if value > 0 else number(value)


def stats(dry_run: DryRun) -> list[dict]:
    total = dry_run.summary["total"]
    return [
        {"label": _("Keluarga menjadi binaan"), "value": number(total["entered"])},
        {"label": _("Keluarga bukan binaan lagi"), "value": number(total["left"])},
        sum_of(total, "collected", _("Selisih tertagih")),
        sum_of(total, "reward", _("Selisih imbal jasa")),
    ]


def sum_of(total: dict, name: str, label: str) -> dict:
    real, then = total["real"][name], total["if"][name]
    note = _("%(then)s, bukan %(real)s") % {"then": rupiah(then), "real": rupiah(real)}
    return {"label": label, "value": rupiah(then - real) if then <= real else f"+{rupiah(then - real)}", "note": note}


# Months


def month_columns() -> list[dict]:
    return [
        {"key": "month", "label": _("Periode")},
        {"key": "side", "label": _("Angka")},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "collected", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "rate", "label": _("Kolektabilitas"), "kind": "percent"},
        {"key": "late_collected", "label": _("Susulan (Rp)"), "kind": "amount"},
        {"key": "reward", "label": _("Imbal jasa (Rp)"), "kind": "amount"},
        {"key": "cut_by_caps", "label": _("Dipotong batas (Rp)"), "kind": "amount"},
        {"key": "active", "label": _("Kader aktif"), "kind": "number"},
    ]


FIGURES = ("cases", "target", "collected", "late_collected", "reward", "cut_by_caps", "active")


def month_rows(dry_run: DryRun) -> list[dict]:
    """Three rows a month: as closed, as it would have been, the difference."""
    return [row for month in dry_run.summary["months"] for row in three_rows(month)]


def three_rows(month: dict) -> list[dict]:
    name = month_name(parse_month(month["month"]))
    sides = [(_("sebenarnya"), month["real"]), (_("andaikan"), month["if"])]
    rows = [{"month": name, "side": side} | side_cells(figures) for side, figures in sides]
    difference = {key: month["if"][key] - month["real"][key] for key in FIGURES}
    return [*rows, {"month": name, "side": _("selisih"), "rate": None} | difference]


def side_cells(figures: dict) -> dict:
    return {key: figures[key] for key in FIGURES} | {"rate": (figures["collected"], figures["target"])}


def verdict_columns() -> list[dict]:
    return [
        {"key": "verdict", "label": _("Penilaian pembayaran")},
        {"key": "real", "label": _("Sebenarnya"), "kind": "number"},
        {"key": "if", "label": _("Andaikan"), "kind": "number"},
        {"key": "real_eligible", "label": _("Diakui sebenarnya (Rp)"), "kind": "amount"},
        {"key": "if_eligible", "label": _("Diakui andaikan (Rp)"), "kind": "amount"},
    ]


def verdict_rows(dry_run: DryRun) -> list[dict]:
    none = {"payments": 0, "eligible": 0}
    rows = []
    for verdict, sides in dry_run.summary["verdicts"].items():
        real, then = sides.get("real", none), sides.get("if", none)
        cells = {"real": real["payments"], "if": then["payments"]}
        cells |= {"real_eligible": real["eligible"], "if_eligible": then["eligible"]}
        rows.append({"verdict": Verdict(verdict).label} | cells)
    return rows


# Cadres


def cadre_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader")},
        {"key": "month", "label": _("Periode"), "kind": "month"},
        {"key": "cases", "label": _("Binaan")},
        {"key": "target", "label": _("Target (Rp)")},
        {"key": "collected", "label": _("Tertagih (Rp)")},
        {"key": "real_rate", "label": _("Kolektabilitas"), "kind": "percent"},
        {"key": "if_rate", "label": _("Andaikan"), "kind": "percent"},
        {"key": "reward", "label": _("Imbal jasa (Rp)")},
        {"key": "active", "label": _("Status")},
    ]


def cadre_row(row: DryRunCadre) -> dict:
    pairs = {name: (getattr(row, f"real_{name}"), getattr(row, f"if_{name}")) for name in PAIRED}
    return {
        "cadre": str(row.cadre),
        "month": row.month,
        **{name: change_words(*pair) for name, pair in pairs.items()},
        "real_rate": (row.real_collected, row.real_target),
        "if_rate": (row.if_collected, row.if_target),
        "active": active_words(row.real_active, row.if_active),
    }


PAIRED = ("cases", "target", "collected", "reward")


def change_words(real: int, then: int) -> str:
    """`12 → 15 (+3)`; a figure that stays stands alone."""
    return number(real) if real == then else f"{number(real)} → {number(then)} ({signed(then - real)})"


def active_words(real: bool | None, then: bool | None) -> str:
    words = {True: _("aktif"), False: _("belum aktif"), None: "–"}
    return words[real] if real == then else f"{words[real]} → {words[then]}"


CADRE_HEADINGS = (
    "periode", "kode_kader", "nama", "binaan", "binaan_andaikan", "target", "target_andaikan", "tertagih",
    "tertagih_andaikan", "imbal_jasa", "imbal_jasa_andaikan", "aktif", "aktif_andaikan",
)  # fmt: skip


def cadre_file_row(row: DryRunCadre) -> list:
    pairs = [getattr(row, f"{side}_{name}") for name in PAIRED for side in ("real", "if")]
    return [f"{row.month:%Y-%m}", row.cadre.code, row.cadre.name, *pairs, row.real_active, row.if_active]


# Households


def household_columns() -> list[dict]:
    return [
        {"key": "household", "label": _("Keluarga"), "kind": "code", "url": "url"},
        {"key": "month", "label": _("Periode"), "kind": "month"},
        {"key": "change", "label": _("Perubahan"), "kind": "status"},
        {"key": "area", "label": _("Kelurahan")},
        {"key": "cadre", "label": _("Kader")},
        {"key": "months", "label": _("Bulan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "eligible", "label": _("Diakui (Rp)"), "kind": "amount"},
        {"key": "reward", "label": _("Imbal jasa (Rp)"), "kind": "amount"},
    ]


def household_row(row: DryRunHousehold) -> dict:
    return {
        "household": mask_tail(row.household.key),
        "url": row.household.get_absolute_url(),
        "month": row.month,
        "change": (row.get_change_display(), CHANGE_KINDS[row.change]),
        "area": str(row.area),
        "cadre": str(row.cadre or ""),
        "months": row.months,
        "target": row.target,
        "eligible": row.eligible,
        "reward": row.reward,
    }


HOUSEHOLD_HEADINGS = (
    "periode", "perubahan", "keluarga", "kode_wilayah", "kelurahan", "kode_kader", "bulan", "target", "diakui",
    "imbal_jasa",
)  # fmt: skip


def household_file_row(row: DryRunHousehold) -> list:
    cadre = row.cadre.code if row.cadre else ""
    place = [row.area.code, row.area.name, cadre]
    amounts = [row.months, row.target, row.eligible, row.reward]
    return [f"{row.month:%Y-%m}", row.get_change_display(), row.household.key, *place, *amounts]
