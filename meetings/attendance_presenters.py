"""How attendance over a period is shown and written to files. Asks the database nothing."""

from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaderjkn.common.formatting import clock_time, long_date, month_name
from kaderjkn.common.months import month_text

from .agenda_presenters import meeting_words
from .enums import AttendanceState, ExcuseReason
from .presenters import ATTENDANCE_KINDS

REASONS = ExcuseReason.values
COUNTS = ("meetings", "present", "late", "made_up", "excused", *REASONS, "absent", "unrecorded")
FILE_COLUMNS = ("cadre", "name", *COUNTS, "rate")


def period_words(first: date, last: date) -> str:
    return month_name(first) if first == last else f"{month_name(first)} – {month_name(last)}"


def columns() -> list[dict]:
    """On screen the reasons share a column of words; in files each has its own."""
    return [
        {"key": "who", "label": _("Kader"), "url": "url"},
        {"key": "meetings", "label": _("Pertemuan"), "kind": "number"},
        {"key": "present", "label": _("Hadir"), "kind": "number"},
        {"key": "late", "label": _("Terlambat"), "kind": "number"},
        {"key": "made_up", "label": pgettext("attendance", "Susulan"), "kind": "number"},
        {"key": "excused", "label": _("Izin"), "kind": "number"},
        {"key": "reasons", "label": _("Alasan izin")},
        {"key": "absent", "label": _("Tidak hadir"), "kind": "number"},
        {"key": "unrecorded", "label": _("Belum dicatat"), "kind": "number"},
        {"key": "rate", "label": _("Kehadiran"), "kind": "percent"},
    ]


def screen_row(row: dict, first: date, last: date) -> dict:
    """The row with the rate unrounded, so that it is rounded once, and the way to the cadre's meetings."""
    asked = urlencode({"first": month_text(first), "last": month_text(last)})
    url = f"{reverse('meetings:attendance-cadre', args=[row['cadre_id']])}?{asked}"
    shown = {"who": f"{row['cadre']} {row['name']}", "url": url}
    return row | shown | {"reasons": reason_words(row), "rate": rate_of(row)}


def reason_words(row: dict) -> str:
    """Say «Sakit 1, Lain-lain 2»; nothing without an excuse."""
    return ", ".join(f"{reason.label} {row[reason]}" for reason in ExcuseReason if row[reason])


def total_row(rows: list[dict]) -> dict:
    sums = {key: sum(row[key] for row in rows) for key in COUNTS}
    return sums | {"who": _("Jumlah"), "reasons": reason_words(sums), "rate": rate_of(sums)}


def rate_of(row: dict) -> Fraction | None:
    """(present + made up) ÷ (meetings − excused) (RULES 8); None without a denominator."""
    base = row["meetings"] - row["excused"]
    return Fraction(row["present"] + row["made_up"], base) if base else None


def file_rows(rows: list[dict]) -> list[list]:
    return [[row[key] for key in FILE_COLUMNS] for row in rows]


def meeting_columns() -> list[dict]:
    return [
        {"key": "day", "label": _("Pertemuan"), "url": "url"},
        {"key": "state", "label": _("Kehadiran"), "kind": "status"},
        {"key": "detail", "label": _("Keterangan")},
    ]


def meeting_row(meeting, attendance, zone) -> dict:
    """How the cadre stands to one meeting; `attendance` is None where nothing is recorded."""
    state = (_("Belum dicatat"), "info")
    if attendance:
        state = (AttendanceState(attendance.state).label, ATTENDANCE_KINDS[attendance.state])
    words = detail_words(attendance, zone) if attendance else ""
    return {"day": meeting_words(meeting), "url": meeting.get_absolute_url(), "state": state, "detail": words}


def detail_words(attendance, zone) -> str:
    """The hour of who came, the day of who made it up, the reason of who was excused."""
    if attendance.state == AttendanceState.MADE_UP:
        return long_date(attendance.made_up_on)
    if attendance.state == AttendanceState.EXCUSED:
        return str(ExcuseReason(attendance.excuse).label)
    if attendance.arrived_at is None:
        return ""
    hour = _("tiba pukul %(hour)s") % {"hour": clock_time(attendance.arrived_at, zone)}
    return _("%(hour)s, terlambat") % {"hour": hour} if attendance.is_late else hour
