"""The night: one job per branch with open months; each ends by itself, and running twice changes nothing."""

from datetime import date

import pytest
from django.core.management import call_command

from arrears.models import BranchPolicy
from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.closing.background import recompute_unless_closed
from kaderjkn.collections.closing.models import Closing, Settlement
from kaderjkn.collections.models import MonthSummary
from kaderjkn.collections.tasks import recompute_open_periods
from kaderjkn.common import jobs
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import JobRun
from tests.collections.builders import make_case, make_payment, make_period
from tests.factories import BranchFactory, CadreFactory

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """The ids of jobs that were sent; no worker takes them."""
    sent = []
    monkeypatch.setattr(jobs, "_send", sent.append)
    return sent


@pytest.fixture
def night(sent, django_capture_on_commit_callbacks):
    """Run the parent, then every job that it sent, as one worker does."""

    def run() -> list[JobRun]:
        sent.clear()
        with django_capture_on_commit_callbacks(execute=True):
            recompute_open_periods()
        for pk in sent:
            jobs.execute_job(pk)
        return list(JobRun.objects.filter(pk__in=sent).order_by("branch__code"))

    return run


def branch_with_payment(month=JANUARY):
    cadre = CadreFactory(branch=BranchFactory(), agreement_from=date(2026, 1, 1))
    make_payment(make_case(cadre, month=month), month.replace(day=5), 100_000)
    return cadre.branch


def test_one_job_per_branch_computes_all_its_open_months_in_order(night):
    branch, other = branch_with_payment(), branch_with_payment()
    make_period(branch, FEBRUARY)
    make_period(BranchFactory(), JANUARY, "closed")
    ended = night()
    assert [(job.branch, job.kind, job.month, job.state) for job in ended] == [
        (branch, "recompute_period", None, "done"),
        (other, "recompute_period", None, "done"),
    ]
    assert ended[0].result == {"months": ["2026-01", "2026-02"]}
    assert Closing.objects.filter(branch=branch).count() == 2
    assert Settlement.objects.count() == 2


def test_a_second_night_leaves_the_same_rows(night):
    branch_with_payment()
    night()
    rows = list(Settlement.objects.values())
    assert [job.state for job in night()] == ["done"]
    assert list(Settlement.objects.values()) == rows


def test_a_second_message_finds_the_jobs_at_work(sent, django_capture_on_commit_callbacks):
    branch_with_payment()
    for _message in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert recompute_open_periods() == 1
    assert len(sent) == JobRun.objects.count() == 1


def test_a_branch_that_fails_stops_no_other_and_is_seen(night):
    failing, other = branch_with_payment(date(2013, 1, 1)), branch_with_payment()  # no policy before 2014
    assert BranchPolicy.objects.in_force(failing, date(2013, 1, 1)) is None
    assert [(job.branch, job.state) for job in night()] == [(failing, "failed"), (other, "done")]
    assert JobRun.objects.filter(branch=failing).needing_somebody().count() == 1


def test_a_month_that_was_closed_meanwhile_is_passed_over(branch):
    make_case(CadreFactory(branch=branch), month=JANUARY)
    close_period(branch=branch, month=JANUARY)
    assert recompute_unless_closed(branch, JANUARY) is False


def test_another_refusal_is_not_passed_over(branch):
    make_period(branch, JANUARY)
    with pytest.raises(Refused):
        recompute_unless_closed(branch, FEBRUARY)


def test_command_computes_now_what_the_night_would_and_again_changes_nothing(branch, cadre, capsys):
    case = make_case(cadre, month=JANUARY)
    make_payment(case, JANUARY, 100_000)
    for words in ("1 bulan terbuka dihitung, 1 bulan dijumlahkan", "1 bulan terbuka dihitung, 1 bulan dijumlahkan"):
        call_command("compute_figures", "--branch", branch.code)
        assert words in capsys.readouterr().out
        assert Closing.objects.get().cadrefigures.get().collected == 100_000
        assert MonthSummary.objects.get().closing_number == Closing.objects.get().pk
