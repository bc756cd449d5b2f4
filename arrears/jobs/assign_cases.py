"""Households to cadres for (branch, month): who becomes a case, and why the others do not (RULES 3.4, 3.6)."""

from datetime import date

from kaderjkn.common.models import Branch, User
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from ..models import ArrearsList, BranchPolicy

SQL = sql_beside(__file__)


def run(branch: Branch, month: date, newest: ArrearsList, day: date, by: User | None) -> dict[str, int]:
    """Assign what has become assignable on `day`; return how many households got which status now."""
    policy = BranchPolicy.objects.in_force(branch, month)
    execute(
        SQL,
        {
            "branch": branch.pk,
            "month": month,
            "list": newest.pk,
            "day": day,
            "by": by and by.pk,
            "min_months": policy.cadre_min_months,
            "max_months": policy.cadre_max_months,
        },
    )
    rows = fetch_all("SELECT status, count(*) AS households FROM decided GROUP BY status ORDER BY status")
    return {row["status"]: row["households"] for row in rows}
