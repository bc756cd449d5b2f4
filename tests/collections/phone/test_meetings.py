"""The two-weekly cycle in the slice: meetings that concern the cadre, bundles, materials, what she said."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from kaderjkn.collections.phone.meetings import COMING_SHOWN, PAST_SHOWN
from kaderjkn.collections.phone.slices import slice_of
from meetings.actions import check_in, offer_bundle, record_attendance, take_in, withdraw_bundle
from meetings.calendar_files import calendar_path
from meetings.models import CadreGroup, GroupMembership, Material, MeetingNote
from tests import factories
from tests.collections import builders
from tests.common.devices.phones import send_one
from tests.meetings.builders import make_envelope, make_meeting

ONE_DAY = timedelta(days=1)


@pytest.fixture
def colleague(branch):
    return factories.CadreFactory(branch=branch, agreement_from=date(2026, 1, 1))


def days(cadre) -> list[date]:
    return [one["on"] for one in slice_of(cadre)["meetings"]]


def the_meeting(cadre) -> dict:
    [found] = slice_of(cadre)["meetings"]
    return found


# Meetings


def test_meeting_to_come_with_what_is_to_be_known(cadre, branch, today):
    meeting = make_meeting(branch, today + 2 * ONE_DAY, place="Aula", agenda="REHAB baru")
    assert the_meeting(cadre) == {
        "id": meeting.pk,
        "on": today + 2 * ONE_DAY,
        "at": "09.00",
        "until": "12.00",
        "place": "Aula",
        "agenda": "REHAB baru",
        "group": "",
        "calendar": calendar_path(meeting),
        "attendance": None,
        "notes": [],
    }


def test_cancelled_meetings_and_those_of_other_branches_are_left_out(cadre, branch, other_branch, today):
    make_meeting(branch, today + ONE_DAY, is_cancelled=True)
    make_meeting(other_branch, today + ONE_DAY)
    assert days(cadre) == []


def test_meeting_of_a_group_is_for_who_belongs_to_it_that_day(cadre, colleague, branch, today):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=today)
    GroupMembership.objects.create(group=group, cadre=cadre, valid=(None, today + 2 * ONE_DAY))
    for ahead in (1, 2):
        make_meeting(branch, today + ahead * ONE_DAY, group=group)
    assert (days(cadre), days(colleague)) == ([today + ONE_DAY], [])
    assert the_meeting(cadre)["group"] == "Utara"


def test_the_next_and_the_last_ones_stand_by_day(cadre, branch, today):
    for number in range(-15, 9):
        make_meeting(branch, today + number * ONE_DAY)
    found = days(cadre)
    assert found == [today + number * ONE_DAY for number in range(-PAST_SHOWN, COMING_SHOWN)]


def test_own_attendance_stands_with_it(cadre, colleague, branch, today, staff):
    meeting = make_meeting(branch, today - ONE_DAY)
    record_attendance(meeting=meeting, cadre=colleague, state="absent", by=staff)
    assert the_meeting(cadre)["attendance"] is None
    at = datetime(meeting.held_on.year, meeting.held_on.month, meeting.held_on.day, 9, 31, tzinfo=branch.zone)
    check_in(meeting=meeting, cadre=cadre, at=at, means="tap", by=staff)
    late = {"state": "present", "status": ["Terlambat", "warning"], "detail": "09.31"}
    assert the_meeting(cadre)["attendance"] == late


def test_excuse_stands_with_its_reason(cadre, branch, today, staff):
    meeting = make_meeting(branch, today - ONE_DAY)
    record_attendance(meeting=meeting, cadre=cadre, state="excused", excuse="illness", by=staff)
    assert the_meeting(cadre)["attendance"] == {"state": "excused", "status": ["Izin", "neutral"], "detail": "Sakit"}


def test_meeting_that_was_made_up_stands_with_the_day(cadre, branch, today):
    meeting = make_meeting(branch, today - ONE_DAY)
    meeting.attendances.create(cadre=cadre, state="made_up", made_up_on=date(2026, 3, 5))
    found = the_meeting(cadre)["attendance"]
    assert (found["status"], found["detail"]) == (["Susulan", "success"], "5 Maret 2026")


# Bundles


@pytest.fixture
def envelope(cadre):
    return make_envelope(builders.make_case(cadre))


def test_bundle_that_waits_for_the_cadre(cadre, colleague, envelope, staff, today):
    meeting = make_meeting(cadre.branch, today)
    bundle = offer_bundle(envelopes=[envelope], cadre=cadre, meeting=meeting, by=staff).bundle
    case = envelope.case
    about = {"id": envelope.pk, "number": envelope.number, "household": case.household_id, "area": case.area.name}
    about["is_on_hold"] = False
    assert slice_of(cadre)["bundles"] == [{"id": bundle.pk, "on": today, "meeting": today, "envelopes": [about]}]
    assert (slice_of(cadre)["envelopes"], slice_of(colleague)["bundles"]) == ([], [])


def test_bundle_waits_no_more_once_it_is_confirmed_or_withdrawn(cadre, envelope, staff):
    bundle = offer_bundle(envelopes=[envelope], cadre=cadre, by=staff).bundle
    withdraw_bundle(bundle=bundle, by=staff)
    assert slice_of(cadre)["bundles"] == []
    bundle = offer_bundle(envelopes=[envelope], cadre=cadre, by=staff).bundle
    send_one(cadre.user, "bundle_confirmed", {"bundle": bundle.pk})
    found = slice_of(cadre)
    assert (found["bundles"], [one["id"] for one in found["envelopes"]]) == ([], [envelope.pk])


def test_returned_envelope_is_to_be_handed_in_until_the_office_has_it(cadre, colleague, envelope, staff):
    returned = make_envelope(builders.make_case(cadre), cadre, "returned")
    make_envelope(builders.make_case(colleague), colleague, "returned")
    assert slice_of(cadre)["returned"] == [{"id": returned.pk, "number": returned.number}]
    take_in(envelope=returned, by=staff)
    assert slice_of(cadre)["returned"] == []


# Materials


def make_material(*meetings, **facts) -> Material:
    known = {"title": "REHAB 2026", "topic": "rehab", "file_name": "rehab.pdf", "content_type": "application/pdf"}
    known |= {"size": 1200, "stored_file": "bahan/1"}
    material = Material.objects.create(branch=meetings[0].branch, **known | facts)
    material.meetings.set(meetings)
    return material


def materials(cadre) -> list[int]:
    return [one["id"] for one in slice_of(cadre)["materials"]]


def test_material_stands_once_with_its_last_meeting(cadre, branch, today):
    meetings = [make_meeting(branch, today + ahead * ONE_DAY) for ahead in (1, 14)]
    material = make_material(*meetings)
    assert slice_of(cadre)["materials"] == [
        {
            "id": material.pk,
            "title": "REHAB 2026",
            "about": "REHAB · PDF · 2 kB",
            "name": "rehab.pdf",
            "type": "application/pdf",
            "size": 1200,
            "on": meetings[1].held_on,
            "meetings": [meeting.pk for meeting in meetings],
        }
    ]


def test_material_leaves_the_phone_when_it_is_removed_or_old(cadre, branch, today):
    make_material(make_meeting(branch, today), removed_at=timezone.now(), stored_file="")
    make_material(make_meeting(branch, today - 91 * ONE_DAY))
    kept = make_material(make_meeting(branch, today - 90 * ONE_DAY))
    assert materials(cadre) == [kept.pk]


def test_material_of_another_group_is_not_there(cadre, branch, today):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=today)
    make_material(make_meeting(branch, today, group=group))
    assert materials(cadre) == []


# What the cadre said


def make_note(meeting, cadre, **facts) -> MeetingNote:
    known = {"kind": "question", "text": "Kapan REHAB?", "answer_due": meeting.held_on + 7 * ONE_DAY}
    known["made_at"] = timezone.now()
    return MeetingNote.objects.create(meeting=meeting, cadre=cadre, **known | facts)


def answer(note, text="Mulai Januari") -> None:
    MeetingNote.objects.filter(pk=note.pk).update(answer=text, answered_at=timezone.now())
    note.refresh_from_db()


def the_note(cadre) -> dict:
    [found] = the_meeting(cadre)["notes"]
    return found


def see(cadre, note, of):
    return send_one(cadre.user, "seen", {"kind": "answer", "subject": note.pk, "of": of})


@pytest.fixture
def note(cadre, branch, today):
    return make_note(make_meeting(branch, today - ONE_DAY), cadre)


def test_own_question_stands_with_the_day_by_which_it_is_owed(cadre, colleague, note):
    make_note(note.meeting, colleague, text="Punya orang")
    assert the_note(cadre) == {
        "id": note.pk,
        "kind": "Pertanyaan",
        "text": "Kapan REHAB?",
        "due": note.answer_due,
        "answer": "",
        "answered_on": None,
        "answered_at": None,
        "is_new": False,
    }


def test_answer_is_new_until_the_phone_tells_that_it_was_read(cadre, note, today):
    answer(note)
    found = the_note(cadre)
    assert (found["answer"], found["answered_on"], found["is_new"]) == ("Mulai Januari", today, True)
    assert see(cadre, note, found["answered_at"]).outcome == "saved"
    assert the_note(cadre)["is_new"] is False


def test_answer_that_was_changed_is_new_again_whatever_was_read_of_the_former(cadre, note):
    answer(note)
    former = the_note(cadre)["answered_at"]
    see(cadre, note, former)
    answer(note, "Mulai Februari")
    assert the_note(cadre)["is_new"] is True
    assert see(cadre, note, former).outcome == "saved"
    assert the_note(cadre)["is_new"] is True


def test_reading_is_told_once(cadre, note):
    answer(note)
    of = the_note(cadre)["answered_at"]
    see(cadre, note, of)
    note.refresh_from_db()
    first = note.answer_seen_at
    see(cadre, note, of)
    note.refresh_from_db()
    assert note.answer_seen_at == first


def test_note_of_a_colleague_is_not_marked_as_read(cadre, colleague, note):
    answer(note)
    see(colleague, note, note.answered_at.isoformat())
    note.refresh_from_db()
    assert note.answer_seen_at is None


def test_note_that_was_removed_meanwhile_bothers_nobody(cadre, note):
    answer(note)
    of = note.answered_at.isoformat()
    MeetingNote.objects.all().delete()
    assert see(cadre, note, of).outcome == "saved"


def test_database_keeps_no_reading_without_an_answer(note):
    with pytest.raises(IntegrityError, match="meeting_note_seen_has_answer"):
        MeetingNote.objects.filter(pk=note.pk).update(answer_seen_at=timezone.now())


def test_old_meeting_stays_while_an_answer_is_owed_or_unread(cadre, branch, today):
    for number in range(PAST_SHOWN):
        make_meeting(branch, today - (number + 1) * ONE_DAY)
    old = make_note(make_meeting(branch, today - 200 * ONE_DAY), cadre)
    assert days(cadre)[0] == old.meeting.held_on
    answer(old)
    assert days(cadre)[0] == old.meeting.held_on
    see(cadre, old, old.answered_at.isoformat())
    assert days(cadre)[0] == today - PAST_SHOWN * ONE_DAY


# How much is asked


def test_same_queries_for_one_of_everything_and_three(cadre, branch, staff, today, django_assert_max_num_queries):
    def one_more(number):
        meeting = make_meeting(branch, today - number * ONE_DAY)
        answer(make_note(meeting, cadre))
        make_material(meeting)
        offer_bundle(envelopes=[make_envelope(builders.make_case(cadre))], cadre=cadre, by=staff)

    one_more(1)
    slice_of(cadre)
    with django_assert_max_num_queries(150) as one:
        slice_of(cadre)
    for number in (2, 3):
        one_more(number)
    with django_assert_max_num_queries(len(one)):
        assert len(slice_of(cadre)["bundles"]) == 3
