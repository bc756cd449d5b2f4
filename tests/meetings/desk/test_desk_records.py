"""What the device at the door sends: each record does what the office's page does, at the moment when it was made."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from arrears.models import Hold
from kaderjkn.common.devices.intake import judge, message_of
from kaderjkn.common.enums import Role
from kaderjkn.common.models import DeviceRecord
from meetings import actions
from meetings.models import Attendance, EnvelopeBundle, EnvelopeSighting, MeetingNote
from tests.meetings.builders import SIGNATURE, make_cadre, make_case, make_envelope, make_meeting, make_user


@pytest.fixture
def meeting(branch):
    """Yesterday's: whatever the hour now, its own hours are over."""
    return make_meeting(branch, branch.today() - timedelta(days=1))


@pytest.fixture
def send(staff, meeting):
    def send_one(about, day=None, at="09:05", by=staff, **fields):
        """One record, made at this hour of the meeting's day or another; its answer."""
        moment = datetime.combine(day or meeting.held_on, time.fromisoformat(at), meeting.branch.zone)
        facts = {"id": str(uuid4()), "kind": f"desk_{about}", "clock": moment.isoformat()}
        record = facts | {"fields": {"meeting": meeting.pk, **fields}}
        [answer] = judge(message_of(by=by, device=None, sent_at=None), [record])
        return answer

    return send_one


def the_mark():
    return Attendance.objects.get()


# Attendance


@pytest.mark.parametrize(("at", "late"), [("09:15", False), ("09:16", True)])
def test_tap_checks_in_at_its_moment(send, cadre, at, late):
    assert send("attendance", at=at, cadre=cadre.pk, state="present", means="tap").outcome == "saved"
    mark = the_mark()
    assert (mark.state, mark.is_late, mark.means) == ("present", late, "tap")
    assert f"{mark.arrived_at.astimezone(cadre.branch.zone):%H:%M}" == at


def test_second_tap_keeps_the_earlier_hour(send, cadre):
    for at in ("09:00", "09:40"):
        send("attendance", at=at, cadre=cadre.pk, state="present", means="tap")
    assert the_mark().is_late is False


def test_taps_that_arrive_in_the_wrong_order_keep_the_earlier_hour(send, cadre):
    for at in ("09:40", "09:00"):
        send("attendance", at=at, cadre=cadre.pk, state="present", means="tap")
    assert the_mark().is_late is False


def test_tap_is_taken_back(send, cadre):
    send("attendance", cadre=cadre.pk, state="present", means="tap")
    send("attendance", cadre=cadre.pk, state="none")
    assert not Attendance.objects.exists()


def test_excuse_needs_its_reason(send, cadre):
    assert send("attendance", cadre=cadre.pk, state="excused").outcome == "rejected"
    assert send("attendance", cadre=cadre.pk, state="excused", excuse="illness").outcome == "saved"
    assert the_mark().excuse == "illness"


def test_who_comes_the_next_working_day_has_made_it_up(branch, staff, cadre):
    friday = branch.today() - timedelta(days=(branch.today().weekday() - 4) % 7 + 7)
    meeting = make_meeting(branch, friday)
    monday = friday + timedelta(days=3)
    fields = {"meeting": meeting.pk, "cadre": cadre.pk, "state": "made_up"}
    record = {"id": str(uuid4()), "kind": "desk_attendance", "fields": fields}
    for day, outcome in ((friday + timedelta(days=4), "rejected"), (monday, "saved")):
        clock = datetime.combine(day, time(10), branch.zone).isoformat()
        [answer] = judge(message_of(by=staff, device=None, sent_at=None), [record | {"clock": clock}])
        assert answer.outcome == outcome
    assert (the_mark().state, the_mark().made_up_on) == ("made_up", monday)


def test_cadre_whom_the_meeting_does_not_concern_is_refused(branch, send):
    stranger = make_cadre(branch, "K09", starts=None)
    assert send("attendance", cadre=stranger.pk, state="present").outcome == "rejected"


# The count


@pytest.fixture
def old(branch, cadre):
    return make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=9)


@pytest.mark.parametrize(
    ("act", "state"), [("delivered", "delivered"), ("taken_in", "returned"), ("lost", "lost"), ("held", "handed_over")]
)
def test_each_old_envelope_is_accounted_for(send, old, act, state):
    assert send("envelope", envelope=old.pk, act=act, reason="rumah kosong").outcome == "saved"
    old.refresh_from_db()
    assert old.state == state
    assert EnvelopeSighting.objects.exists() == (act == "held")


def test_steps_carry_the_moment_of_the_tap_and_the_meeting(send, old, meeting):
    send("envelope", at="09:20", envelope=old.pk, act="delivered")
    step = old.steps.get(state="delivered")
    assert (f"{step.at.astimezone(meeting.branch.zone):%H:%M}", step.meeting) == ("09:20", meeting)


def test_handed_in_without_a_reason_is_refused(send, old):
    assert "alasannya" in send("envelope", envelope=old.pk, act="taken_in").why


def test_what_was_shown_by_mistake_is_unclear_again(send, old):
    send("envelope", envelope=old.pk, act="held")
    send("envelope", envelope=old.pk, act="not_held")
    assert not EnvelopeSighting.objects.exists()


def test_mistaken_end_is_taken_back(send, old):
    send("envelope", envelope=old.pk, act="lost", reason="salah ketuk")
    assert send("envelope", envelope=old.pk, act="undo").outcome == "saved"
    old.refresh_from_db()
    assert old.state == "handed_over"
    assert [step.undone_at is not None for step in old.steps.order_by("pk")] == [False, False, True]


# The new bundle


def test_signed_bundle_changes_hands(send, branch, cadre, meeting):
    envelopes = [make_envelope(make_case(branch, cadre)) for _ in range(2)]
    ids = [envelope.pk for envelope in envelopes]
    assert send("bundle", cadre=cadre.pk, envelopes=ids, signature=SIGNATURE).outcome == "saved"
    bundle = EnvelopeBundle.objects.get()
    assert (bundle.state, bundle.means, bundle.meeting, bundle.is_make_up) == ("confirmed", "signature", meeting, False)
    assert SIGNATURE.encode() not in bytes(bundle.signature)
    assert set(cadre.envelopes.values_list("pk", flat=True)) == set(ids)


def test_bundle_of_the_next_day_is_of_the_make_up(send, branch, cadre, meeting):
    envelope = make_envelope(make_case(branch, cadre))
    send("bundle", day=branch.today(), at="00:00", cadre=cadre.pk, envelopes=[envelope.pk], signature=SIGNATURE)
    assert EnvelopeBundle.objects.get().is_make_up


def test_bundle_without_signature_waits_for_the_phone(send, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre))
    send("bundle", cadre=cadre.pk, envelopes=[envelope.pk], signature="")
    assert EnvelopeBundle.objects.get().state == "offered"
    envelope.refresh_from_db()
    assert envelope.state == "printed"


def test_what_cannot_go_is_named_and_the_others_go(send, branch, cadre):
    free, held = (make_envelope(make_case(branch, cadre)) for _ in range(2))
    today = branch.today()
    Hold.objects.create(branch=branch, household=held.case.household, reason="deceased", starts_on=today)
    answer = send("bundle", cadre=cadre.pk, envelopes=[free.pk, held.pk], signature=SIGNATURE)
    assert answer.outcome == "saved"
    assert held.number in answer.notices[0]
    assert "Minta amplop itu kembali" in answer.notices[0]
    assert list(cadre.envelopes.values_list("pk", flat=True)) == [free.pk]


def test_same_bundle_from_two_devices_is_one_hand_over(send, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre))
    for _ in range(2):
        assert send("bundle", cadre=cadre.pk, envelopes=[envelope.pk], signature=SIGNATURE).outcome == "saved"
    assert EnvelopeBundle.objects.count() == 1


@pytest.mark.parametrize("signature", ["x", "M1 1 <script>alert(1)</script>", "M1 1"])
def test_scribble_that_is_no_path_is_refused(send, branch, cadre, signature):
    envelope = make_envelope(make_case(branch, cadre))
    assert send("bundle", cadre=cadre.pk, envelopes=[envelope.pk], signature=signature).outcome == "rejected"
    assert not EnvelopeBundle.objects.exists()


# What was said


def test_question_is_noted_with_its_day(send, branch, cadre):
    send("note", cadre=cadre.pk, kind="question", text="Kapan REHAB dibuka lagi?")
    note = MeetingNote.objects.get()
    assert (note.kind, note.text) == ("question", "Kapan REHAB dibuka lagi?")
    assert note.answer_due > branch.today()


# Who may


def test_cadre_makes_no_records_of_the_office(send, branch, cadre):
    assert send("attendance", by=cadre.user, cadre=cadre.pk, state="present").outcome == "rejected"


def test_other_branch_does_not_know_the_meeting(send, other_branch, cadre):
    stranger = make_user(other_branch)
    assert "tidak ada di kantor cabang ini" in send("attendance", by=stranger, cadre=cadre.pk, state="present").why


def test_records_of_the_office_have_receipts(send, cadre, staff):
    answer = send("attendance", cadre=cadre.pk, state="present")
    assert DeviceRecord.objects.get().user == staff
    assert answer.receipt


def test_record_made_by_a_supervisor_counts_too(send, branch, cadre):
    assert send("attendance", by=make_user(branch, Role.SUPERVISOR), cadre=cadre.pk, state="present").outcome == "saved"


def test_cadre_of_another_branch_is_refused(send, other_branch):
    assert send("attendance", cadre=make_cadre(other_branch, "K77").pk, state="present").outcome == "rejected"


def test_actions_are_the_offices_own(send, cadre, meeting, staff):
    """The same mark from the page changes nothing any more."""
    send("attendance", cadre=cadre.pk, state="absent")
    assert actions.record_sheet(meeting=meeting, marks=[actions.Mark(cadre, "absent")], by=staff) == 0
