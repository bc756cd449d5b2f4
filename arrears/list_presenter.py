"""How the preview of an arrears list is shown. Nothing here asks the database."""

from datetime import date

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, month_name, number
from kaderjkn.common.models import ImportRun
from kaderjkn.common.months import parse_month

from .enums import CaseStatus


def present_list(run: ImportRun) -> dict:
    """Return what `arrears/list_preview.html` shows of `run.summary["preview"]`."""
    preview = run.summary["preview"]
    return {
        "act": act_sentence(preview),
        "alarm": alarm(preview),
        "households": household_figures(preview),
        "cases": case_sentence(preview),
        "cadre_columns": cadre_columns(),
        "cadres": [cadre_row(row) for row in preview["cadres"]],
        "cadre_total": total_of(preview["cadres"], "cadre", ("added", "amount", "removed", "gone")),
        "district_columns": district_columns(),
        "districts": [district_row(row) for row in preview["districts"]],
        "district_total": total_of(preview["districts"], "name", DISTRICT_FIGURES),
    }


DISTRICT_FIGURES = ("households", "households_before", "participants", "amount", "amount_before")


def act_sentence(preview: dict) -> str:
    """What kind of list it is, and with which it is compared."""
    words = {
        "first": _("Daftar pertama periode ini."),
        "correction": _("Koreksi: tanggal datanya sama, jadi daftar ini menggantikan yang berlaku."),
        "update": _("Pembaruan: keluarga baru ditambahkan; binaan yang ada tetap dengan bulan dan targetnya."),
    }
    if not preview["compared"]:
        return words[preview["act"]]
    compared = preview["compared"]
    beside = _("Dibandingkan dengan daftar %(month)s per %(day)s.") % {
        "month": month_name(parse_month(compared["month"])),
        "day": long_date(date.fromisoformat(compared["data_date"])),
    }
    return f"{words[preview['act']]} {beside}"


def alarm(preview: dict) -> str:
    """A list that most households have left is more often a part of a list than the truth."""
    households = preview["households"]
    if households["leaving"] <= households["changed"] + households["unchanged"]:
        return ""
    removed = sum(row["removed"] for row in preview["cadres"])
    words = _("%(leaving)s keluarga keluar dari daftar, dan %(removed)s binaan dihapus dari kadernya.")
    return words % {"leaving": number(households["leaving"]), "removed": number(removed)}


def household_figures(preview: dict) -> list[dict]:
    labels = {
        "new": _("Keluarga baru"),
        "changed": _("Berubah"),
        "unchanged": _("Tidak berubah"),
        "leaving": _("Keluar dari daftar"),
    }
    return [{"label": label, "value": number(preview["households"][key])} for key, label in labels.items()]


def case_sentence(preview: dict) -> str:
    """What the assignment would do on its day, and why others would not become cases."""
    statuses = preview["statuses"]
    assigned = statuses.get(CaseStatus.ASSIGNED, 0)
    words = _("Bila dibagi pada %(day)s: %(count)s keluarga menjadi binaan.")
    sentence = words % {"day": long_date(date.fromisoformat(preview["day"])), "count": number(assigned)}
    others = {status: count for status, count in statuses.items() if status != CaseStatus.ASSIGNED}
    if others:
        reasons = ", ".join(f"{CaseStatus(status).label} {number(count)}" for status, count in others.items())
        sentence += " " + _("Tidak dibagi: %(reasons)s.") % {"reasons": reasons}
    return sentence


def cadre_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader")},
        {"key": "added", "label": _("Binaan baru"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakannya (Rp)"), "kind": "amount"},
        {"key": "removed", "label": _("Dihapus"), "kind": "number"},
        {"key": "gone", "label": _("Keluar daftar"), "kind": "number"},
    ]


def cadre_row(row: dict) -> dict:
    return row | {"cadre": f"{row['name']} ({row['code']})" if row["code"] else _("Tanpa pemegang")}


def district_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kecamatan")},
        {"key": "households", "label": _("Keluarga"), "kind": "number"},
        {"key": "households_before", "label": _("Sebelumnya"), "kind": "number"},
        {"key": "participants", "label": _("Peserta"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
        {"key": "amount_before", "label": _("Sebelumnya (Rp)"), "kind": "amount"},
    ]


def district_row(row: dict) -> dict:
    return row | {"name": row["name"] or _("Belum ditempatkan")}


def total_of(rows: list[dict], first: str, figures: tuple[str, ...]) -> dict | None:
    """The sum of the rows; none under a table that is empty."""
    if not rows:
        return None
    return {first: _("Jumlah")} | {key: sum(row[key] for row in rows) for key in figures}
