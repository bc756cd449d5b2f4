"""The daily look at deadlines: each is noted once, and stands only while its matter waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kaderjkn.collections.models import ReviewReminder
from kaderjkn.collections.reviews.actions import look_again
from kaderjkn.collections.reviews.deadlines import note_deadlines
from kaderjkn.collections.tasks import note_review_deadlines
from kaderjkn.common import jobs
from kaderjkn.common.models import JobRun
from tests.collections import builders

ONE_DAY = timedelta(days=1)


@pytest.fixture
def review(cadre):
    return builders.make_review(cadre)


def noted(review, **fields) -> list[tuple]:
    type(review).objects.filter(pk=review.pk).update(**fields)
    note_deadlines(review.branch)
    return list(ReviewReminder.objects.order_by("pk").values_list("kind", "due_on"))


@pytest.mark.parametrize(
    ("ago", "kinds"),
    [(4, []), (5, ["answer_ending"]), (7, ["answer_ending"]), (8, ["ready"])],
)
def test_answer_time_is_noted_two_days_before_and_when_it_is_over(review, branch, ago, kinds):
    found = noted(review, noticed_on=branch.today() - ago * ONE_DAY)
    assert [kind for kind, _day in found] == kinds


def test_an_answered_review_is_ready_at_once(review, branch):
    now = timezone.now()
    assert noted(review, noticed_on=branch.today(), answer="Maaf", answered_at=now) == [("ready", branch.today())]


def test_review_without_notice_has_no_deadline(review):
    assert noted(review) == []


def test_noted_twice_is_noted_once(review, branch):
    type(review).objects.update(noticed_on=branch.today() - 8 * ONE_DAY)
    assert [note_deadlines(branch), note_deadlines(branch)] == [1, 0]


def test_coaching_is_due_until_it_has_been_looked_at(review, branch, supervisor):
    decided = {"state": "coaching", "reason": "Didampingi", "decided_at": timezone.now()}
    assert noted(review, look_again_on=branch.today(), **decided) == [("look_again", branch.today())]
    assert ReviewReminder.objects.standing().count() == 1
    review.refresh_from_db()
    look_again(review=review, found="Baik", next_on=branch.today() + ONE_DAY, by=supervisor)
    assert ReviewReminder.objects.standing().count() == 0


def test_a_decided_review_waits_no_more(review, branch):
    noted(review, noticed_on=branch.today() - 8 * ONE_DAY)
    assert ReviewReminder.objects.standing().count() == 1
    type(review).objects.update(state="continue", reason="Baik", decided_at=timezone.now())
    assert ReviewReminder.objects.standing().count() == 0


def test_each_branch_with_reviews_gets_a_job(review, branch, other_branch, django_capture_on_commit_callbacks):
    type(review).objects.update(noticed_on=branch.today() - 8 * ONE_DAY)
    with django_capture_on_commit_callbacks():
        assert [note_review_deadlines(), note_review_deadlines()] == [1, 1]
    job = JobRun.objects.get()
    jobs.execute_job(job.pk)
    job.refresh_from_db()
    assert (job.branch, job.state, job.result) == (branch, "done", {"noted": 1})
