"""Attendance as closing needs it: `counted` and `attended` of each cadre with a recorded attendance."""

from datetime import date

from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

SQL = sql_beside(__file__)


def tally_rows(branch: Branch, month: date) -> list[dict]:
    """Rows of `cadre_id, counted, attended`."""
    return fetch_all(SQL, {"branch": branch.pk, "month": month, "next_month": next_month(month)})
