"""The report `envelopes`: where the letters for a month's cases are, per cadre who got them.

Example: five handed over, three delivered, one returned: `K01, 5, 3, 1, 0, 1`.
**Assumes:** an envelope belongs to the month of its case, whenever it changes hands; so a row always
balances, and that of a past month may still change.
"""

from datetime import date

from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

SQL = sql_beside(__file__)


def envelope_rows(branch: Branch, month: date) -> list[dict]:
    """Rows of `cadre, handed_over, delivered, returned, lost, outstanding`."""
    return fetch_all(SQL, {"branch": branch.pk, "month": month, "next_month": next_month(month)})
