"""What a process of its own does for the bench of closing: fill, set the rules, close on either side, a night."""

import time
from collections.abc import Callable

from kaderjkn.celery import app
from kaderjkn.collections.closing.background import CLOSE
from kaderjkn.collections.proposals.dry_runs import DRY_RUN, try_settings
from kaderjkn.collections.proposals.setting_values import values_in_force
from kaderjkn.collections.tasks import recompute_open_periods
from kaderjkn.common.jobs import execute_job, start_job
from kaderjkn.common.models import Branch, JobRun
from kaderjkn.common.sql_jobs import execute, sql_beside

from ..database import settle
from . import floor
from .filling import fill, set_rules
from .sizes import MONTH, MONTHS_BEFORE, Size, sizes

CHANGES = {"band": {"cadre_min_months": 12, "cadre_max_months": 24}, "attribution": {"attribution": "contact"}}
DAY = sql_beside(__file__, "fill_day.sql")


def act(name: str, *words: str) -> Callable[[], list[float] | None]:
    """The act with that name, ready to go; what is done here already is on no clock."""
    app.loader.import_default_modules()
    return ACTS[name](*words)


def _fill_month(cases: str, cadres: str) -> Callable:
    """The branch whose closing is measured, six closed months behind it."""
    return lambda: _fill([0], Size(int(cases), int(cadres)), months_before=MONTHS_BEFORE)


def _fill_branch(cases: str, cadres: str) -> Callable:
    """A branch with nothing behind it."""
    return lambda: _fill([0], Size(int(cases), int(cadres)))


def _fill_night(scale: str) -> Callable:
    size = sizes(full=scale == "full")
    return lambda: _fill(range(size.branches), size.night)


def _fill(numbers, size: Size, *, months_before: int = 0) -> None:
    for number in numbers:
        fill(number, size, months_before=months_before)
    settle()


def _close(side: str, attribution: str, caps: str) -> Callable:
    branch = Branch.objects.get()
    set_rules(branch, attribution=attribution, has_caps=caps == "caps")
    if side == "floor":
        return lambda: floor.close(branch, MONTH)
    job = start_job(kind=CLOSE, branch=branch, month=MONTH, by=None)
    return lambda: _work(job)


def _dry_run(kind: str) -> Callable:
    """What another band, or another attribution, would have made of the six closed months."""
    branch = Branch.objects.get()
    values = values_in_force("policy", branch, MONTH) | CHANGES[kind]
    dry_run = try_settings(branch=branch, kind="policy", values=values, by=None, months=MONTHS_BEFORE)
    job = JobRun.objects.get(kind=DRY_RUN, subject=dry_run.pk)
    return lambda: _work(job)


def _night() -> Callable:
    settle()
    return _work_through_the_night


def _work_through_the_night() -> list[float]:
    """What the parent starts, one after the other as a single worker does; seconds of each."""
    before = JobRun.objects.count()
    recompute_open_periods()
    jobs = JobRun.objects.select_related("branch").order_by("pk")[before:]
    seconds = []
    for job in jobs:
        started = time.perf_counter()
        _work(job)
        seconds.append(time.perf_counter() - started)
    return seconds


def _work(job: JobRun) -> None:
    execute_job(job.pk)
    job.refresh_from_db()
    if job.state != "done":
        raise RuntimeError(f"{job.kind} ended as {job.state}: {job.error}")


def _day() -> Callable:
    return lambda: execute(DAY, {"month": MONTH})


ACTS = {
    "fill-month": _fill_month,
    "fill-branch": _fill_branch,
    "fill-night": _fill_night,
    "close": _close,
    "dry-run": _dry_run,
    "night": _night,
    "day": _day,
}
