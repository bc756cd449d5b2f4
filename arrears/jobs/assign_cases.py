"""Households to cadres for (branch, month): who becomes a case, and why the others do not (RULES 3.4, 3.6)."""

from datetime import date

from kaderjkn.common.models import Branch, User
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from ..models import ArrearsList, BranchPolicy
from .covers import cover_assigned
from .handovers import hand_over_assigned

DECIDE = sql_beside(__file__, "decide_cases.sql")
SQL = sql_beside(__file__)
LISTED = """
CREATE TEMPORARY TABLE candidate ON COMMIT DROP AS
SELECT listed.household_id, listed.area_id, listed.months
FROM arrears_listedhousehold AS listed
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
  AND NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = listed.household_id)
"""


def run(branch: Branch, month: date, newest: ArrearsList, day: date, by: User | None) -> dict[str, int]:
    """Assign what has become assignable on `day`; return how many households got which status now."""
    params = {"branch": branch.pk, "month": month, "list": newest.pk, "day": day, "by": by and by.pk}
    decide(LISTED, BranchPolicy.objects.in_force(branch, month), day, params)
    execute(SQL, params)
    hand_over_assigned(branch, month, by)
    cover_assigned(branch, month, by)
    rows = fetch_all("SELECT status, count(*) AS households FROM decided GROUP BY status ORDER BY status")
    return {row["status"]: row["households"] for row in rows}


def decide(candidates: str, policy: BranchPolicy, day: date, params: dict) -> None:
    """Fill `decided` for the households that the statement `candidates` gives, by the policy."""
    band = {"min_months": policy.cadre_min_months, "max_months": policy.cadre_max_months, "day": day}
    execute("DROP TABLE IF EXISTS pg_temp.candidate")
    execute(candidates, params)
    execute(DECIDE, params | band)
