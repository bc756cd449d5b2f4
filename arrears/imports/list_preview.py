"""What applying an arrears list would do, in numbers: for the page on which staff say yes to it.

Everything is computed from the staged rows (`found`, `place`); the counts are those of applying and of the assignment
on the day on which it would run by default.
"""

from datetime import date

from django.utils.translation import gettext as _

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.models import Branch
from kaderjkn.common.months import month_text
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from ..actions.cases import default_day
from ..jobs.assign_cases import decide
from ..models import ArrearsList, BranchPolicy, Case

SQL = sql_beside(__file__)
HOUSEHOLDS = """
SELECT count(*) FILTER (WHERE before.household_id IS NULL) AS new,
       count(*) FILTER (WHERE placed.household_id IS NULL) AS leaving,
       count(*) FILTER (WHERE is_same) AS unchanged,
       count(*) FILTER (WHERE NOT is_same AND before.household_id IS NOT NULL AND placed.household_id IS NOT NULL)
           AS changed
FROM placed
FULL JOIN listed_before AS before ON before.household_id = placed.household_id
CROSS JOIN LATERAL (SELECT (placed.key, placed.months, placed.amount, placed.members, placed.kelas, placed.area_id)
    IS NOT DISTINCT FROM
    (before.key, before.months, before.amount, before.members, before.care_class, before.area_id) AS is_same) AS beside
"""
DISTRICTS = """
WITH now AS (
    SELECT coalesce(district.id, 0) AS id, count(*) AS households, sum(members) AS participants, sum(amount) AS amount
    FROM placed
    LEFT JOIN common_area AS village ON village.id = placed.area_id
    LEFT JOIN common_area AS district ON district.id = village.parent_id
    GROUP BY district.id
),
before AS (
    SELECT coalesce(district.id, 0) AS id, count(*) AS households, sum(amount) AS amount
    FROM listed_before
    LEFT JOIN common_area AS village ON village.id = listed_before.area_id
    LEFT JOIN common_area AS district ON district.id = village.parent_id
    GROUP BY district.id
)
SELECT coalesce(district.code, '') AS code, coalesce(district.name, '') AS name,
       coalesce(now.households, 0) AS households, coalesce(now.participants, 0)::bigint AS participants,
       coalesce(now.amount, 0)::bigint AS amount,
       coalesce(before.households, 0) AS households_before, coalesce(before.amount, 0)::bigint AS amount_before
FROM now
FULL JOIN before ON before.id = now.id
LEFT JOIN common_area AS district ON district.id = coalesce(now.id, before.id)
ORDER BY district.code NULLS LAST
"""
CANDIDATES = """
CREATE TEMPORARY TABLE candidate ON COMMIT DROP AS
SELECT placed.household_id, placed.area_id, placed.months
FROM placed
WHERE NOT EXISTS (SELECT FROM arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = placed.household_id)
"""
STATUSES = "SELECT status, count(*) AS households FROM decided GROUP BY status ORDER BY status"
# a correction takes the untouched cases away that carry the values of the list before; others stay, marked
CADRES = """
WITH gone AS (
    SELECT held.id,
           coalesce(held.list_id = %(replaced)s, false)
               AND NOT EXISTS (SELECT FROM arrears_casetouch AS touch WHERE touch.case_id = held.id) AS is_removed
    FROM arrears_case AS held
    WHERE held.branch_id = %(branch)s AND held.month = %(month)s
      AND NOT EXISTS (SELECT FROM placed WHERE placed.household_id = held.household_id)
),
every AS (
    SELECT decided.cadre_id, 1 AS added, placed.amount, 0 AS removed, 0 AS gone
    FROM decided JOIN placed ON placed.household_id = decided.household_id WHERE decided.status = 'assigned'
    UNION ALL
    SELECT holder.cadre_id, 0, 0, is_removed::integer, (NOT is_removed)::integer
    FROM gone
    LEFT JOIN LATERAL (SELECT cadre_id FROM arrears_caseholder AS holder
                       WHERE holder.case_id = gone.id ORDER BY from_on DESC LIMIT 1) AS holder ON true
)
SELECT coalesce(cadre.code, '') AS code, coalesce(cadre.name, '') AS name, sum(added) AS added,
       sum(every.amount)::bigint AS amount, sum(removed) AS removed, sum(gone) AS gone
FROM every LEFT JOIN cadres_cadre AS cadre ON cadre.id = every.cadre_id
GROUP BY cadre.code, cadre.name
ORDER BY cadre.code NULLS LAST
"""


def preview_list(intake: Intake, newest: ArrearsList | None) -> dict:
    """Return what `ImportRun.summary["preview"]` holds; `newest` is the list in force of the month."""
    compared = newest or list_before(intake.branch, intake.month)
    replaces = newest and newest.data_date == intake.data_date
    params = intake.params | {"compared": compared and compared.pk, "replaced": newest.pk if replaces else None}
    execute(SQL, params)
    day = default_day(intake.branch, intake.month)
    decide(CANDIDATES, BranchPolicy.objects.in_force(intake.branch, intake.month), day, params)
    cadres = fetch_all(CADRES, params)
    districts = fetch_all(DISTRICTS)
    return {
        "compared": compared and {"month": month_text(compared.month), "data_date": compared.data_date.isoformat()},
        "act": "correction" if replaces else "update" if newest else "first",
        "households": fetch_all(HOUSEHOLDS)[0],
        "statuses": {row["status"]: row["households"] for row in fetch_all(STATUSES)},
        "day": day.isoformat(),
        "cadres": cadres,
        "districts": districts,
        "counts": _counts(intake, cadres, districts),
    }


def _counts(intake: Intake, cadres: list[dict], districts: list[dict]) -> dict:
    """What applying will report."""
    counts = {
        _("keluarga"): sum(row["households"] for row in districts),
        _("belum ditempatkan"): fetch_all("SELECT count(*) FROM placed WHERE area_id IS NULL")[0]["count"],
    }
    if Case.objects.filter(branch=intake.branch, month=intake.month).exists():
        counts[_("binaan keluar daftar")] = sum(row["gone"] for row in cadres)
        counts[_("binaan dihapus")] = sum(row["removed"] for row in cadres)
    return counts


def list_before(branch: Branch, month: date) -> ArrearsList | None:
    """The newest list in force of an earlier month."""
    return ArrearsList.objects.in_force().filter(branch=branch, month__lt=month).newest_first().first()
