"""Covers as holder rows: written once, fitted to another last day, and added to cases that are assigned later."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import execute, fetch_all, sql_beside

from ..models import Cover

STINTS = sql_beside(__file__, "cover_stints.sql")
STAGE = "CREATE TEMPORARY TABLE stint ON COMMIT DROP AS " + STINTS
WRITE = sql_beside(__file__, "write_cover.sql")
FIT = sql_beside(__file__, "fit_cover.sql")
JUST_ASSIGNED = "SELECT coalesce(array_agg(household_id), '{}') AS ids FROM decided WHERE status = 'assigned'"


def preview(*, branch: Branch, cadre: int, first: date, until: date) -> list[dict]:
    """The stints that a cover would write, a row per case and stretch of days."""
    window = {"first": first, "until": until, "only": None, "cover": None}
    return fetch_all(STINTS, {"branch": branch.pk, "cadre": cadre} | window)


def write(cover: Cover, *, by: User | None, first: date | None = None, only: list[int] | None = None) -> int:
    """Write the cover's days from `first` on (else all) for cases that it has not written; return how many."""
    window = {"first": first or cover.days.lower, "until": cover.days.upper, "only": only}
    params = _params(cover, by) | window
    execute("DROP TABLE IF EXISTS pg_temp.stint")
    stints = execute(STAGE, params)
    execute(WRITE, params)
    return stints


def fit(cover: Cover, *, until: date, by: User | None) -> None:
    """Have the cases of open periods come back on the day `until`; the first day takes the whole cover back."""
    execute("DROP TABLE IF EXISTS pg_temp.covered")
    execute(FIT, _params(cover, by) | {"until": until})


def cover_assigned(branch: Branch, month: date, by: User | None) -> None:
    """The households in `decided` that have just become cases follow the covers that touch their month."""
    covers = Cover.objects.filter(branch=branch).touching(DateRange(month, next_month(month)))
    if not covers:
        return
    ids = fetch_all(JUST_ASSIGNED)[0]["ids"]
    for cover in covers.order_by("days"):
        write(cover, by=by, only=ids)


def _params(cover: Cover, by: User | None) -> dict:
    return {
        "branch": cover.branch_id,
        "cover": cover.pk,
        "cadre": cover.cadre_id,
        "substitute": cover.substitute_id,
        "by": by and by.pk,
    }
