"""The job that keeps the sums: twice is once, closed months stay as they were closed, the night does what is needed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kaderjkn.collections.analysis.background import SUMMARISE
from kaderjkn.collections.analysis.models import ArrearsSum, CaseSum, ChannelSum, DelaySum, MonthSummary
from kaderjkn.collections.analysis.sums.computing import months_to_summarise, summarise
from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.closing.background import RECOMPUTE
from kaderjkn.collections.tasks import summarise_months
from kaderjkn.common import jobs
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import JobRun
from tests.collections.analysis import recount
from tests.collections.analysis.chance_branch import BEFORE, MONTH
from tests.collections.builders import at, make_contact
from tests.factories import BranchFactory

TABLES = (ArrearsSum, CaseSum, ChannelSum, DelaySum)


def stored(branch) -> list:
    """Every sum of the branch, without its own number."""
    return [
        sorted(
            str(sorted((key, value) for key, value in row.items() if key not in {"id", "summary_id"}))
            + str(row["summary_id"])
            for row in table.objects.filter(summary__branch=branch).values()
        )
        for table in TABLES
    ]


@pytest.fixture
def sent(monkeypatch):
    """The ids of jobs that were sent; no worker takes them."""
    sent = []
    monkeypatch.setattr(jobs, "_send", sent.append)
    return sent


def test_twice_is_once(chance):
    before = stored(chance)
    for month in (BEFORE, MONTH):
        summarise(branch=chance, month=month)
    assert stored(chance) == before
    assert MonthSummary.objects.filter(branch=chance).count() == 2


def test_closed_month_keeps_what_was_known_when_it_was_closed(chance, ask):
    close_period(branch=chance, month=BEFORE)
    close_period(branch=chance, month=MONTH)
    for month in (BEFORE, MONTH):
        summarise(branch=chance, month=month)
    before = stored(chance)
    case = next(
        case for case in recount.cases(chance, MONTH) if case.pk not in recount.steps(chance, MONTH)["contacted"]
    )
    late = make_contact(case, chance.cadres.first(), date(2026, 3, 2))
    late.received_at = at(date(2999, 1, 1))
    late.save()
    summarise(branch=chance, month=MONTH)
    assert stored(chance) == before


def test_contact_of_an_open_month_counts_at_the_next_computation(chance, ask):
    contacted = recount.steps(chance, MONTH)["contacted"]
    case = next(case for case in recount.cases(chance, MONTH) if case.pk not in contacted)
    make_contact(case, chance.cadres.first(), date(2026, 3, 2))
    assert ask("corong", chance).rows[2]["any_way"] == len(contacted)
    summarise(branch=chance, month=MONTH)
    assert ask("corong", chance).rows[2]["any_way"] == len(contacted) + 1


def test_night_sums_up_open_months_and_closed_ones_whose_closing_is_another(chance):
    close_period(branch=chance, month=BEFORE)
    assert months_to_summarise(chance)[:2] == [BEFORE, MONTH]
    summarise(branch=chance, month=BEFORE)
    assert BEFORE not in months_to_summarise(chance)
    assert MONTH in months_to_summarise(chance)


def test_night_starts_one_job_for_each_branch_with_months(chance, sent, django_capture_on_commit_callbacks):
    BranchFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert summarise_months() == 1
        assert summarise_months() == 1
    assert [job.kind for job in JobRun.objects.filter(pk__in=sent)] == [SUMMARISE]
    MonthSummary.objects.all().delete()
    jobs.execute_job(sent[0])
    job = JobRun.objects.get(pk=sent[0])
    assert (job.state, job.result["months"][:2]) == ("done", ["2026-02", "2026-03"])


def test_recomputing_a_month_sums_it_up_afterwards(chance, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start_job(kind=RECOMPUTE, branch=chance, month=MONTH, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.execute_job(job.pk)
    later = JobRun.objects.get(pk=sent[-1])
    assert (later.kind, later.month) == (SUMMARISE, MONTH)
    jobs.execute_job(later.pk)
    assert MONTH in months_to_summarise(chance)
    summary = MonthSummary.objects.get(branch=chance, month=MONTH)
    assert summary.figures_at == chance.closings.get(month=MONTH).computed_at


def test_sums_of_the_same_group_cannot_stand_twice(chance):
    for table in TABLES:
        row = table.objects.first()
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
