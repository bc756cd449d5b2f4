"""The custody chain: who may be given what, and that each envelope has one end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from arrears.models import CaseHolder, Hold
from meetings import actions
from meetings.errors import (
    CadreNotConcerned,
    EnvelopeElsewhere,
    HouseholdOnHold,
    MeetingCancelled,
    MeetingMissing,
    MeetingNotHeldYet,
    NotTheHolder,
    ReasonMissing,
)
from meetings.models import Envelope, EnvelopeStep
from meetings.outstanding import Outstanding, outstanding_of
from tests.meetings.builders import SIGNATURE, make_cadre, make_case, make_envelope, make_meeting


@pytest.fixture
def envelope(branch, cadre):
    return make_envelope(make_case(branch, cadre))


def give(envelope, cadre, staff, **facts):
    return actions.hand_over(envelopes=[envelope], cadre=cadre, signature=SIGNATURE, by=staff, **facts)


def state_of(envelope):
    envelope.refresh_from_db()
    return envelope.state, envelope.cadre


def test_hand_over_at_a_meeting(branch, envelope, cadre, staff):
    meeting = make_meeting(branch)
    done = give(envelope, cadre, staff, meeting=meeting)
    assert state_of(envelope) == ("handed_over", cadre)
    assert (done.envelopes, done.before) == ([envelope], Outstanding(0, None))
    step = envelope.steps.get(state="handed_over")
    assert (step.by, step.meeting, step.is_make_up) == (staff, meeting, False)


def test_hand_over_at_the_make_up_visit(branch, envelope, cadre, staff):
    meeting = make_meeting(branch, branch.today() - timedelta(days=1))
    give(envelope, cadre, staff, meeting=meeting, is_make_up=True)
    assert envelope.steps.get(state="handed_over").is_make_up


def test_hand_over_says_how_many_are_outstanding_and_how_old(branch, envelope, cadre, staff):
    for days in (3, 21):
        make_envelope(make_case(branch, cadre), cadre, "handed_over", days)
    assert give(envelope, cadre, staff).before == Outstanding(2, 21)
    assert outstanding_of(cadre) == Outstanding(3, 21)


def test_hand_over_again_to_the_same_cadre_changes_nothing(envelope, cadre, staff):
    give(envelope, cadre, staff)
    assert give(envelope, cadre, staff).envelopes == []
    assert envelope.steps.filter(state="handed_over").count() == 1


def test_hand_over_to_somebody_else_than_the_holder_is_refused(branch, envelope, staff):
    with pytest.raises(NotTheHolder):
        give(envelope, make_cadre(branch, "K02"), staff)
    assert state_of(envelope) == ("printed", None)


def test_hand_over_follows_a_move_of_the_case(branch, cadre, staff):
    other, month = make_cadre(branch, "K02"), date(2026, 1, 1)
    envelope = make_envelope(make_case(branch, cadre, month))
    CaseHolder.objects.create(branch=branch, case=envelope.case, from_on=date(2026, 1, 15), cadre=other)
    with pytest.raises(NotTheHolder):
        give(envelope, cadre, staff)
    assert give(envelope, other, staff).envelopes == [envelope]


def test_hand_over_before_the_first_day_of_a_case_goes_to_its_first_holder(branch, cadre, staff):
    month = date(branch.today().year + 1, 1, 1)
    envelope = make_envelope(make_case(branch, cadre, month))
    assert give(envelope, cadre, staff).envelopes == [envelope]


def test_hand_over_of_a_case_that_nobody_holds_is_refused(branch, cadre, staff):
    with pytest.raises(NotTheHolder):
        give(make_envelope(make_case(branch, None)), cadre, staff)


def test_hand_over_to_a_cadre_without_an_agreement_is_refused(branch, staff):
    lapsed = make_cadre(branch, "K02", date(2020, 1, 1), branch.today())
    with pytest.raises(CadreNotConcerned):
        give(make_envelope(make_case(branch, lapsed)), lapsed, staff)


def test_hand_over_to_a_household_on_hold_is_refused_whole(branch, envelope, cadre, staff):
    held = make_envelope(make_case(branch, cadre))
    facts = {"reason": "do_not_contact", "starts_on": branch.today()}
    Hold.objects.create(branch=branch, household=held.case.household, **facts)
    with pytest.raises(HouseholdOnHold):
        actions.hand_over(envelopes=[envelope, held], cadre=cadre, signature=SIGNATURE, by=staff)
    assert state_of(envelope) == ("printed", None)


def test_hand_over_of_another_branchs_envelope_is_refused(other_branch, cadre, staff):
    with pytest.raises(EnvelopeElsewhere):
        give(make_envelope(make_case(other_branch)), cadre, staff)


@pytest.mark.parametrize("state", ["delivered", "returned", "lost"])
def test_hand_over_of_an_envelope_that_ended_is_refused(branch, cadre, staff, state):
    ended = make_envelope(make_case(branch, cadre), cadre, state)
    with pytest.raises(EnvelopeElsewhere):
        give(ended, cadre, staff)


def test_hand_over_needs_a_fitting_meeting(branch, other_branch, envelope, cadre, staff):
    tomorrow = branch.today() + timedelta(days=1)
    for error, facts in [
        (MeetingMissing, {"is_make_up": True}),
        (MeetingMissing, {"meeting": make_meeting(other_branch)}),
        (MeetingNotHeldYet, {"meeting": make_meeting(branch, tomorrow)}),
        (MeetingCancelled, {"meeting": make_meeting(branch, is_cancelled=True)}),
    ]:
        with pytest.raises(error):
            give(envelope, cadre, staff, **facts)


@pytest.mark.parametrize(
    ("state", "facts"),
    [
        ("delivered", {}),
        ("returned", {"reason": " pindah "}),
        ("lost", {"reason": "basah kena banjir"}),
    ],
)
def test_an_end_is_reached_once(branch, cadre, staff, state, facts):
    act = getattr(actions, f"mark_{state}")
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    assert act(envelope=envelope, by=staff, **facts).state == state
    act(envelope=envelope, by=staff, **facts)
    step = envelope.steps.get(state=state)
    assert (step.by, step.reason) == (staff, facts.get("reason", "").strip())


def test_a_second_end_is_refused_and_names_the_first(branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    actions.mark_delivered(envelope=envelope, by=staff)
    with pytest.raises(EnvelopeElsewhere, match="Sampai di keluarga"):
        actions.mark_lost(envelope=envelope, reason="hilang", by=staff)
    assert state_of(envelope)[0] == "delivered"


def test_an_envelope_at_the_branch_cannot_end(envelope, staff):
    with pytest.raises(EnvelopeElsewhere):
        actions.mark_delivered(envelope=envelope, by=staff)


@pytest.mark.parametrize("act", [actions.mark_returned, actions.mark_lost])
def test_returned_and_lost_need_a_reason(branch, cadre, staff, act):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    with pytest.raises(ReasonMissing):
        act(envelope=envelope, reason="  ", by=staff)
    assert state_of(envelope)[0] == "handed_over"


def test_the_database_refuses_two_ends(branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "delivered")
    with pytest.raises(IntegrityError), transaction.atomic():
        EnvelopeStep.objects.create(envelope=envelope, state="lost", reason="hilang")


def test_the_database_refuses_a_step_twice_and_an_end_without_reason(branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    for state in ("handed_over", "returned"):
        with pytest.raises(IntegrityError), transaction.atomic():
            EnvelopeStep.objects.create(envelope=envelope, state=state)


def test_the_database_refuses_an_envelope_outside_without_a_cadre(envelope):
    with pytest.raises(IntegrityError), transaction.atomic():
        Envelope.objects.filter(pk=envelope.pk).update(state="handed_over")
