"""How the report «Amplop per kader» looks: labels, links to the envelopes behind a figure, sums."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaderjkn.common.formatting import mask_tail

from .jobs.cadre_envelopes import AGES, FIGURES, FOLLOWING, OUTCOMES
from .presenters import envelope_status


def labels() -> dict[str, str]:
    return {
        "handed_over": _("Diserahkan"),
        "delivered": pgettext("envelope", "Sampai"),
        "returned": pgettext("envelope", "Kembali"),
        "not_handed_in": _("Kembali, belum di kantor"),
        "lost": _("Hilang"),
        "outstanding": _("Masih di tangan"),
        "due": _("30 hari sudah lewat"),
        "followed": _("Diikuti pembayaran"),
        "running": _("30 hari belum lewat"),
        "held": _("Di tangan kader"),
        "age_14": _("0–14 hari"),
        "age_30": _("15–30 hari"),
        "age_60": _("31–60 hari"),
        "age_older": _("Lebih dari 60 hari"),
    }


def figure_label(figure: str) -> str:
    return labels()[figure]


def columns_of(figures) -> list[dict]:
    named = labels()
    cadre = {"key": "cadre", "label": _("Kader")}
    return [cadre, *({"key": key, "label": named[key], "kind": "number", "url": f"{key}_url"} for key in figures)]


def outcome_columns() -> list[dict]:
    return columns_of(OUTCOMES)


def following_columns() -> list[dict]:
    return [*columns_of(FOLLOWING), {"key": "share", "label": _("Bagian yang diikuti"), "kind": "percent"}]


def age_columns() -> list[dict]:
    return [*columns_of(AGES), {"key": "oldest", "label": _("Tertua (hari)"), "kind": "number"}]


def screen_row(row: dict, query: str) -> dict:
    """Each figure above zero leads to its envelopes; the share has no value without a window that is over."""
    who = f"&kader={row['cadre_id']}" if row["cadre_id"] else ""
    addresses = {
        f"{key}_url": f"{reverse('meetings:envelope-report-rows', args=[key])}?{query}{who}" if row[key] else ""
        for key in FIGURES
    }
    name = f"{row['cadre']} {row['name']}".strip()
    return {**row, "cadre": name, "share": (row["followed"], row["due"]), **addresses}


def sums_of(rows: list[dict]) -> dict:
    ages = [row["oldest"] for row in rows if row["oldest"] is not None]
    sums = {key: sum(row[key] for row in rows) for key in FIGURES}
    return {"cadre_id": None, "cadre": _("Jumlah"), "name": "", **sums, "oldest": max(ages, default=None)}


def member_columns() -> list[dict]:
    return [
        {"key": "number", "label": _("Nomor"), "kind": "code", "url": "url"},
        {"key": "cadre", "label": _("Kader")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "handed_on", "label": _("Diserahkan"), "kind": "date"},
        {"key": "age", "label": _("Hari sejak itu"), "kind": "number"},
        {"key": "household", "label": _("Keluarga"), "kind": "code"},
        {"key": "area", "label": _("Kelurahan")},
    ]


def member_table(rows: list[dict], envelopes: dict) -> list[dict]:
    """Rows of `member_rows`, in their order, with what the page shows of each envelope."""
    return [member_row(envelopes[row["id"]], row) for row in rows if row["id"] in envelopes]


def member_row(envelope, row: dict) -> dict:
    return {
        "number": envelope.number,
        "url": envelope.get_absolute_url(),
        "cadre": str(envelope.cadre),
        "state": envelope_status(envelope.state),
        "handed_on": row["handed_on"],
        "age": row["age"],
        "household": mask_tail(envelope.case.key),
        "area": envelope.case.area.name,
    }
