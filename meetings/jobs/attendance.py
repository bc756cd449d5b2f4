"""Attendance per cadre over one month or several: meetings that concerned the cadre, and how the cadre stands to them.

The report `attendance` of the outside interface is one month of it, in fewer columns.
Example: two meetings, one present, one excused: `K01, 2, 1, 0, 1, 0, 1.0000`.
**Assumes:** a meeting concerns a cadre whose agreement is in force on its day; later agreements that
were entered after the fact change the row.
"""

from datetime import date

from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

SQL = sql_beside(__file__)
REPORT = ("cadre", "meetings", "present", "made_up", "excused", "absent", "rate")


def attendance_rows(branch: Branch, month: date, today: date | None = None) -> list[dict]:
    """Rows of `cadre, meetings, present, made_up, excused, absent, rate`; rate is a Decimal or None."""
    return [{name: row[name] for name in REPORT} for row in period_rows(branch, month, month, today)]


def period_rows(branch: Branch, first: date, last: date, today: date | None = None) -> list[dict]:
    """The same from the month `first` to the month `last`, both included, with more columns.

    `cadre_id, name`; `late` is a part of present; `illness, family, duty, other` make up excused;
    `unrecorded` are meetings without a row.
    """
    days = {"month": first, "next_month": next_month(last), "today": today or branch.today()}
    return fetch_all(SQL, {"branch": branch.pk, **days})
