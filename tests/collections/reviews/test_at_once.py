"""Two people decide at once, each over a connection of their own: there is one decision."""

from datetime import date

import pytest
from django.apps import apps

from arrears import reference as arrears_reference
from arrears.models import CaseHolder
from cadres.models import Territory
from kaderjkn.collections import reference
from kaderjkn.collections.models import Appeal, Review
from kaderjkn.collections.reviews.actions import decide_appeal, decide_review, file_appeal
from tests import factories
from tests.meetings.actions.test_at_once import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _reference_data(db):
    """An earlier test may have emptied the tables."""
    arrears_reference.load(apps)
    reference.load(apps)


def decide(review, by, **facts):
    return lambda: decide_review(review=Review.objects.get(pk=review.pk), reason="Sudah dibicarakan", by=by, **facts)


def test_two_supervisors_decide_once(answered, case, successor, plan, supervisor):
    ending = {"decision": "end"} | plan
    second = factories.UserFactory(role="supervisor", branch=answered.branch)
    answers = at_once(
        decide(answered, supervisor, **ending),
        decide(answered, second, decision="coaching", look_again_on=date(2099, 1, 1)),
    )
    answered.refresh_from_db()
    [decided] = [answer for answer in answers if isinstance(answer, Review)]
    assert len(refusals(answers)) == 1
    assert (answered.state, answered.decided_by) == (decided.state, decided.decided_by)
    has_moved = CaseHolder.objects.filter(case=case, cadre=successor).exists()
    assert has_moved == Territory.objects.filter(cadre=successor).exists() == (answered.state == "end")


def test_an_appeal_is_decided_once(answered, supervisor, regional):
    facts = {"decision": "coaching", "reason": "Didampingi", "look_again_on": date(2099, 1, 1)}
    review = decide_review(review=answered, by=supervisor, **facts)
    appeal = file_appeal(review=review, text="Mohon", by=review.cadre.user)

    def act(*, is_upheld):
        found = Appeal.objects.select_related("branch", "review").get(pk=appeal.pk)
        return lambda: decide_appeal(appeal=found, is_upheld=is_upheld, reason="Sudah dilihat", by=regional)

    answers = at_once(act(is_upheld=True), act(is_upheld=False))
    appeal.refresh_from_db()
    review.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert (appeal.state == "overturned") == (review.state == "continue")
