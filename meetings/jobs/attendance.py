"""The report `attendance`: meetings of a month that concerned a cadre, and how the cadre stands to them.

Example: two meetings, one present, one excused: `K01, 2, 1, 0, 1, 0, 1.0000`.
**Assumes:** a meeting concerns a cadre whose agreement is in force on its day; later agreements that
were entered after the fact change the row.
"""

from datetime import date

from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

SQL = sql_beside(__file__)


def attendance_rows(branch: Branch, month: date, today: date | None = None) -> list[dict]:
    """Rows of `cadre, meetings, present, made_up, excused, absent, rate`; rate is a Decimal or None."""
    days = {"month": month, "next_month": next_month(month), "today": today or branch.today()}
    return fetch_all(SQL, {"branch": branch.pk, **days})
