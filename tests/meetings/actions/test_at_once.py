"""Several people tap at once, each over a connection of their own: an envelope stays in one place."""

from datetime import timedelta

import pytest

from arrears.models import Case
from meetings import actions
from meetings.models import Envelope, EnvelopeStep, Meeting
from tests.at_once import at_once, refusals
from tests.meetings.builders import make_branch, make_cadre, make_case, make_envelope, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def branch(db):
    return make_branch()


@pytest.fixture
def staff(branch):
    return make_user(branch)


@pytest.fixture
def cadre(branch):
    return make_cadre(branch)


def test_two_ends_at_once_leave_one(branch, staff, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    answers = at_once(
        lambda: actions.mark_delivered(envelope=Envelope.objects.get(pk=envelope.pk), by=staff),
        lambda: actions.mark_lost(envelope=Envelope.objects.get(pk=envelope.pk), reason="hilang", by=staff),
        lambda: actions.mark_returned(envelope=Envelope.objects.get(pk=envelope.pk), reason="pindah", by=staff),
    )
    envelope.refresh_from_db()
    ends = EnvelopeStep.objects.filter(envelope=envelope).exclude(state__in=["printed", "handed_over"])
    assert len(refusals(answers)) == 2
    assert [step.state for step in ends] == [envelope.state]


def test_the_same_bundle_handed_over_twice_at_once_is_one_hand_over(branch, staff, cadre):
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(5)]
    answers = at_once(
        lambda: actions.hand_over(envelopes=envelopes, cadre=cadre, by=staff),
        lambda: actions.hand_over(envelopes=envelopes[::-1], cadre=cadre, by=staff),
    )
    assert sorted(len(answer.envelopes) for answer in answers) == [0, 5]
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 5


def test_printing_twice_at_once_prints_each_case_once(branch, staff, cadre):
    for _each in range(4):
        make_case(branch, cadre)
    answers = at_once(*[lambda: actions.print_envelopes(branch=branch, cases=Case.objects.all(), by=staff)] * 2)
    assert sorted(len(answer.envelopes) for answer in answers) == [0, 4]
    assert len(set(Envelope.objects.values_list("number", flat=True))) == 4


def test_planning_twice_at_once_plans_each_meeting_once(branch):
    until = branch.today() + timedelta(days=60)
    answers = at_once(*[lambda: actions.schedule_meetings(branch=branch, until=until)] * 2)
    assert sorted(len(answer) for answer in answers) == [0, Meeting.objects.count()]


def test_attendance_and_cancelling_at_once_do_not_both_happen(branch, staff, cadre):
    meeting = Meeting.objects.create(branch=branch, held_on=branch.today())
    answers = at_once(
        lambda: actions.cancel_meeting(meeting=meeting, by=staff),
        lambda: actions.record_attendance(meeting=meeting, cadre=cadre, state="present", by=staff),
    )
    meeting.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert meeting.is_cancelled != meeting.attendances.exists()
