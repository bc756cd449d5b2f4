"""A worker that dies while it closes a month, at any moment: nothing is half closed, the next try ends the same.

4,000 cases, real worker processes, SIGKILL. The rows are compared with those of an undisturbed closing.
"""

import random
import time
from datetime import date

import pytest
from django.db import connection

from kaderjkn.collections.closing.actions import close_period, recompute
from kaderjkn.collections.closing.background import CLOSE, RECOMPUTE
from kaderjkn.collections.models import CadreFigure, Closing, Review, RewardLine, Settlement
from kaderjkn.common.jobs import restart_job, start_job
from kaderjkn.common.models import JobRun, Period
from tests.collections import builders
from tests.collections.closing.worlds import after, said
from tests.factories import AgreementFactory, AreaFactory, CadreFactory
from tests.system.conftest import PATIENCE, finish, have_it_die, stick, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MONTH = date(2026, 3, 1)
CASES = 4_000
FILL = """
INSERT INTO arrears_household (branch_id, key)
SELECT %(branch)s, '32' || lpad(number::text, 14, '0') FROM generate_series(1, %(cases)s) AS number;

INSERT INTO arrears_case (branch_id, month, household_id, list_id, key, head_card, area_id, months, target, assigned_on,
                          left_list)
SELECT %(branch)s, %(month)s, household.id, %(list)s, household.key, right(household.key, 13), %(area)s,
       4 + household.id %% 20, 100000 + household.id %% 7, %(month)s, false
FROM arrears_household AS household WHERE household.branch_id = %(branch)s;

INSERT INTO arrears_caseholder (branch_id, case_id, from_on, cadre_id)
SELECT %(branch)s, held.id, %(month)s, (%(cadres)s::bigint[])[1 + held.key::numeric %% 3]
FROM arrears_case AS held WHERE held.branch_id = %(branch)s;

INSERT INTO arrears_payment (branch_id, run_id, line, source, reference, paid_on, amount, channel, card, family_card,
                             virtual_account, imported_at, household_id, listed_month, matched_by)
SELECT %(branch)s, %(run)s, 1, 'BRI', held.key || place, %(month)s::date + place, 70000, '', '', held.key, '', now(),
       held.household_id, %(month)s, 'hand'
FROM arrears_case AS held CROSS JOIN generate_series(1, 2) AS place WHERE held.branch_id = %(branch)s;
"""


def fill(branch) -> None:
    """Each case is paid twice, the second time more than is left; one cadre holds nothing and collects nothing."""
    cadres = [CadreFactory(branch=branch, code=f"K{number}") for number in range(4)]
    for cadre in cadres:
        AgreementFactory(cadre=cadre)
    listing = builders.make_list(branch, MONTH)
    params = {
        "branch": branch.pk,
        "month": MONTH,
        "cases": CASES,
        "list": listing.pk,
        "area": AreaFactory(branch=branch, name="Koja").pk,
        "cadres": [cadre.pk for cadre in cadres],
        "run": builders.make_run(branch, "payments", data_date=date(2026, 3, 31)).pk,
    }
    with connection.cursor() as cursor:
        for statement in FILL.split(";")[:-1]:
            cursor.execute(statement, params)
        cursor.execute("ANALYZE arrears_case, arrears_caseholder, arrears_payment, arrears_household")
    builders.make_case(cadres[3], month=MONTH, name="Belum membayar")


@pytest.fixture
def undisturbed(branch):
    """What an undisturbed closing says of the branch."""
    fill(branch)
    return after(branch, lambda: close_period(branch=branch, month=MONTH))


def nothing_is_written(branch) -> bool:
    rows = [model.objects.filter(branch=branch) for model in (Closing, Settlement, RewardLine, CadreFigure, Review)]
    return not any(each.exists() for each in rows) and Period.objects.get(branch=branch).is_open


def start(branch, supervisor) -> JobRun:
    return start_job(kind=CLOSE, branch=branch, month=MONTH, by=supervisor)


def test_worker_may_die_at_any_point_of_a_closing(start_worker, branch, supervisor, undisturbed):
    job = start(branch, supervisor)
    for fault in ("settled:1", "rewarded:1", "added_up:1", "closing:1"):
        have_it_die(start_worker, job, fault)
        assert nothing_is_written(branch)
        job = restart_job(job=job, by=supervisor)
    have_it_die(start_worker, job, "closed:1")
    assert said(branch) == undisturbed
    job = finish(start_worker, restart_job(job=job, by=supervisor))
    assert job.result["is_new"] is False
    assert said(branch) == undisturbed


def test_worker_killed_at_a_random_moment_of_a_closing(start_worker, branch, supervisor, undisturbed):
    """The moment is random, its seed is not: a failure comes again."""
    job, moments = start(branch, supervisor), random.Random(20261125)
    with start_worker() as process:
        wait_until(lambda: JobRun.objects.get(pk=job.pk).state == "running")
        time.sleep(moments.uniform(0, 2))
        process.kill()
    job.refresh_from_db()
    if job.is_active:
        assert nothing_is_written(branch) or said(branch) == undisturbed
        stick(job)
        finish(start_worker, restart_job(job=job, by=supervisor))
    assert said(branch) == undisturbed


def test_worker_may_die_in_the_nightly_computation(start_worker, branch, supervisor, undisturbed):
    """It leaves the figures of the night before; the next one computes them again."""
    recompute(branch=branch, month=MONTH)
    before = said(branch)
    start_job(kind=RECOMPUTE, branch=branch, by=None)
    with start_worker(KADERJKN_FAULT="rewarded:1") as process:
        process.wait(timeout=PATIENCE)
    assert said(branch) == before
    recompute(branch=branch, month=MONTH)
    assert said(branch) == before
    close_period(branch=branch, month=MONTH)
    assert said(branch) == undisturbed
