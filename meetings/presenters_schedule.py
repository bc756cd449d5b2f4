"""How holidays, groups and the schedule look on a page. Asks the database nothing."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from .enums import HolidayKind
from .models import CadreGroup, Holiday, Meeting

HOLIDAY_KINDS = {
    HolidayKind.NATIONAL: "danger",
    HolidayKind.JOINT_LEAVE: "warning",
    HolidayKind.LOCAL: "info",
    HolidayKind.OPEN: "success",
}


def year_tabs(years: list[int], current: int) -> list[dict]:
    address = reverse("meetings:holiday-list")
    return [{"label": str(year), "url": f"{address}?year={year}", "current": year == current} for year in years]


def holiday_rows(holidays: list[Holiday], today: date) -> list[dict]:
    """Lines of the list; `is_overruled`: the branch's own row of the day counts instead."""
    own = {row.day for row in holidays if row.branch_id}
    return [
        {
            "holiday": row,
            "status": (row.get_kind_display(), HOLIDAY_KINDS[row.kind]),
            "is_own": bool(row.branch_id),
            "is_overruled": row.branch_id is None and row.day in own,
            "can_open": row.branch_id is None and not row.is_open and row.day not in own and row.day >= today,
        }
        for row in holidays
    ]


def group_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kelompok"), "url": "url"},
        {"key": "members", "label": _("Kader"), "kind": "number"},
        {"key": "first_on", "label": _("Pertemuan pertama"), "kind": "date"},
        {"key": "hours", "label": _("Pukul")},
        {"key": "place", "label": _("Tempat")},
    ]


def group_row(group: CadreGroup) -> dict:
    """A line of the list of groups; the group is annotated `with_members`."""
    return {
        "name": group.name,
        "url": group.get_absolute_url(),
        "members": group.members,
        "first_on": group.first_on,
        "hours": hours(group),
        "place": group.place or "–",
    }


def hours(thing: CadreGroup | Meeting) -> str:
    """«09.00–12.00»."""
    return f"{thing.starts_at:%H.%M}–{thing.ends_at:%H.%M}"
