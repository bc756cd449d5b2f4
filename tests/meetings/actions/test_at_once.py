"""Several people tap at once, each over a connection of their own: an envelope stays in one place."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from arrears.models import Case
from meetings import actions
from meetings.models import (
    Attendance,
    BundleItem,
    CadreGroup,
    Envelope,
    EnvelopeBundle,
    EnvelopeStep,
    GroupMembership,
    Holiday,
    LetterBatch,
    Meeting,
)
from tests.at_once import at_once, refusals
from tests.meetings.builders import (
    SIGNATURE,
    make_branch,
    make_cadre,
    make_case,
    make_envelope,
    make_group,
    make_user,
)

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
        lambda: actions.hand_over(envelopes=envelopes, cadre=cadre, signature=SIGNATURE, by=staff),
        lambda: actions.hand_over(envelopes=envelopes[::-1], cadre=cadre, signature=SIGNATURE, by=staff),
    )
    assert sorted(len(answer.envelopes) for answer in answers) == [0, 5]
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 5


def offered(branch, staff, cadre, count=3) -> EnvelopeBundle:
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(count)]
    return actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff).bundle


def test_two_people_offering_the_same_envelopes_make_one_bundle(branch, staff, cadre):
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(4)]
    answers = at_once(
        lambda: actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff),
        lambda: actions.offer_bundle(envelopes=envelopes[1:], cadre=cadre, by=make_user(branch)),
    )
    items = BundleItem.objects.filter(is_open=True).values_list("envelope", flat=True)
    assert refusals(answers) == []
    assert sorted(items) == sorted(envelope.pk for envelope in envelopes)


def test_bundle_confirmed_twice_at_once_changes_hands_once(branch, staff, cadre):
    bundle = offered(branch, staff, cadre)
    answers = at_once(*[lambda: actions.confirm_bundle(bundle=bundle, by=staff)] * 3)
    assert sorted(len(answer.envelopes) for answer in answers) == [0, 0, 3]
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 3


def test_confirming_and_withdrawing_at_once_do_not_both_happen(branch, staff, cadre):
    bundle = offered(branch, staff, cadre)
    answers = at_once(
        lambda: actions.confirm_bundle(bundle=bundle, by=staff),
        lambda: actions.withdraw_bundle(bundle=bundle, by=staff),
    )
    bundle.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert cadre.envelopes.count() == (3 if bundle.state == "confirmed" else 0)
    assert not bundle.items.filter(is_open=True).exists()


def test_phone_and_signature_at_once_hand_over_once(branch, staff, cadre):
    bundle = offered(branch, staff, cadre)
    at_once(
        lambda: actions.confirm_bundle(bundle=bundle, by=staff),
        lambda: actions.sign_bundle(bundle=bundle, signature=SIGNATURE, by=staff),
    )
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 3
    assert EnvelopeBundle.objects.filter(state="confirmed").count() == 1


def test_taking_in_and_undoing_at_once_leave_a_whole_chain(branch, staff, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "returned")
    at_once(
        lambda: actions.take_in(envelope=envelope, reason="rumah kosong", by=staff),
        lambda: actions.undo_end(envelope=envelope, by=staff),
    )
    envelope.refresh_from_db()
    standing = set(envelope.steps.standing().values_list("state", flat=True)) - {"printed", "handed_over"}
    assert standing == ({"returned", "taken_in"} if envelope.state == "returned" else set())


def test_taken_in_twice_at_once_is_one_step(branch, staff, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    answers = at_once(*[lambda: actions.take_in(envelope=envelope, reason="rumah kosong", by=staff)] * 2)
    assert refusals(answers) == []
    assert envelope.steps.filter(state="taken_in").count() == 1


def test_two_people_checking_the_same_cadre_in_keep_the_earlier_hour(branch, staff, cadre):
    meeting = Meeting.objects.create(branch=branch, held_on=branch.today(), starts_at="00:00", ends_at="23:59")
    midnight = datetime.combine(meeting.held_on, time(0, 5), branch.zone)
    hours = [midnight, midnight + timedelta(minutes=3)]
    at_once(
        *[
            lambda at=at: actions.check_in(meeting=meeting, cadre=cadre, at=at, means="tap", by=staff)
            for at in reversed(hours)
        ]
    )
    assert Attendance.objects.get().arrived_at == hours[0]


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


def test_planning_groups_twice_at_once_plans_each_meeting_once(branch):
    make_group(branch, name="Utara"), make_group(branch, name="Selatan")
    until = branch.today() + timedelta(days=60)
    answers = at_once(*[lambda: actions.schedule_meetings(branch=branch, until=until)] * 2)
    assert sorted(len(answer) for answer in answers) == [0, Meeting.objects.count()]


def test_a_cadre_put_into_two_groups_at_once_is_in_one_and_nobody_sees_a_fault(branch, staff, cadre):
    groups = [make_group(branch, name=name) for name in ("Utara", "Selatan", "Timur")]
    facts = {"cadres": [cadre], "day": branch.today(), "by": staff}
    answers = at_once(*[partial(actions.put_in_group, group=group, **facts) for group in groups])
    assert answers == [1, 1, 1]
    assert GroupMembership.objects.get().group in groups


def test_a_group_named_twice_at_once_is_made_once(branch, staff):
    facts = {"name": "Utara", "first_on": branch.today(), "starts_at": time(9), "ends_at": None, "place": ""}
    answers = at_once(*[lambda: actions.add_group(branch=branch, by=staff, **facts)] * 2)
    assert len(refusals(answers)) == 1
    assert CadreGroup.objects.count() == 1


def test_the_same_holiday_entered_twice_at_once_is_refused_once_with_a_sentence(branch, staff):
    facts = {"branch": branch, "day": branch.today(), "kind": "local", "name": "Kantor pindah", "by": staff}
    answers = at_once(*[lambda: actions.add_holiday(**facts)] * 2)
    assert len(refusals(answers)) == 1
    assert Holiday.objects.count() == 1


def test_national_days_filled_in_twice_at_once_stand_there_once(db):
    answers = at_once(*[lambda: actions.fill_national_days(today=date(2026, 1, 1))] * 2)
    assert sorted(answers) == [0, Holiday.objects.count()]


def test_attendance_and_cancelling_at_once_do_not_both_happen(branch, staff, cadre):
    meeting = Meeting.objects.create(branch=branch, held_on=branch.today())
    answers = at_once(
        lambda: actions.cancel_meeting(meeting=meeting, by=staff),
        lambda: actions.record_attendance(meeting=meeting, cadre=cadre, state="present", by=staff),
    )
    meeting.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert meeting.is_cancelled != meeting.attendances.exists()


@pytest.fixture
def waiting(branch, staff, cadre):
    """A bundle of three that waits for its cadre."""
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(3)]
    return actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff).bundle


def test_withdrawing_and_confirming_at_once_do_not_both_happen(branch, staff, cadre, waiting):
    answers = at_once(
        lambda: actions.withdraw_bundle(bundle=EnvelopeBundle.objects.get(pk=waiting.pk), by=staff),
        lambda: actions.confirm_bundle(bundle=EnvelopeBundle.objects.get(pk=waiting.pk), by=staff),
    )
    waiting.refresh_from_db()
    assert len(refusals(answers)) == 1
    outside = Envelope.objects.outstanding().count()
    assert outside == EnvelopeStep.objects.filter(state="handed_over").count()
    assert (waiting.state, outside) in {("confirmed", 3), ("withdrawn", 0)}


def test_signing_and_confirming_at_once_hand_over_once(branch, staff, cadre, waiting):
    at_once(
        lambda: actions.sign_bundle(bundle=EnvelopeBundle.objects.get(pk=waiting.pk), signature=SIGNATURE, by=staff),
        lambda: actions.confirm_bundle(bundle=EnvelopeBundle.objects.get(pk=waiting.pk), by=staff),
    )
    assert Envelope.objects.outstanding().count() == 3
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 3
    assert EnvelopeBundle.objects.filter(state="confirmed").count() == 1


def test_printing_the_same_cases_twice_at_once_makes_one_batch(branch, staff, cadre):
    for _each in range(3):
        make_case(branch, cadre)
    answers = at_once(*[lambda: actions.print_new(branch=branch, cases=Case.objects.all(), by=staff)] * 2)
    assert len(refusals(answers)) == 1
    assert [batch.envelopes.count() for batch in LetterBatch.objects.all()] == [3]
