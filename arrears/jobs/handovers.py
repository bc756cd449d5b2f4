"""Handing over the cases of a cadre whose partnership ends: those there are, and those assigned until the day."""

from datetime import date

from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from ..models import Handover

ENDING = sql_beside(__file__, "cases_ending.sql")
WRITE = sql_beside(__file__, "hand_over.sql")
STAGE = """
CREATE TEMPORARY TABLE handed ON COMMIT DROP AS
SELECT case_id, day, cadre_id FROM unnest(%(cases)s::bigint[], %(days)s::date[], %(cadres)s::bigint[])
    AS wanted (case_id, day, cadre_id)
"""
PLANNED = """
CREATE TEMPORARY TABLE handed ON COMMIT DROP AS
SELECT kept.id AS case_id, planned."on" AS day, planned.to_id AS cadre_id
FROM decided
JOIN arrears_case AS kept
  ON kept.branch_id = %(branch)s AND kept.month = %(month)s AND kept.household_id = decided.household_id
JOIN arrears_handover AS planned
  ON planned.branch_id = %(branch)s AND planned.cadre_id = decided.cadre_id AND planned.area_id = kept.area_id
 AND planned."on" > kept.assigned_on AND planned."on" < %(month)s::date + interval '1 month'
WHERE decided.status = 'assigned'
"""


def ending(branch: Branch, cadre: int, day: date) -> list[dict]:
    """Cases that the cadre would have from the day on: case_id, month, area_id, target, and the first such day."""
    return fetch_all(ENDING, {"branch": branch.pk, "cadre": cadre, "day": day})


def write(branch: Branch, rows: list[tuple[int, date, int | None]], by: User | None) -> None:
    """Write (case, day, cadre or None) as holders."""
    cases, days, cadres = [[row[place] for row in rows] for place in range(3)]
    execute("DROP TABLE IF EXISTS pg_temp.handed")
    execute(STAGE, {"cases": cases, "days": days, "cadres": cadres})
    execute(WRITE, {"branch": branch.pk, "by": by and by.pk})


def hand_over_assigned(branch: Branch, month: date, by: User | None) -> None:
    """The households in `decided` that have just become cases follow what was decided ahead for this month."""
    if not Handover.objects.filter(branch=branch, on__gt=month, on__lt=next_month(month)).exists():
        return
    execute("DROP TABLE IF EXISTS pg_temp.handed")
    execute(PLANNED, {"branch": branch.pk, "month": month})
    execute(WRITE, {"branch": branch.pk, "by": by and by.pk})
