"""Recording attendance: each rule, each refusal, the second time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from arrears.models import BranchPolicy
from meetings import actions
from meetings.errors import AttendanceIncomplete, CadreNotConcerned, MeetingCancelled, MeetingNotHeldYet
from meetings.models import Attendance
from tests.meetings.builders import make_cadre, make_meeting

FRIDAY, MONDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def meeting(branch):
    return make_meeting(branch, FRIDAY)


def record(meeting, cadre, staff, state="present", **facts):
    return actions.record_attendance(meeting=meeting, cadre=cadre, state=state, by=staff, **facts)


def test_record_attendance(meeting, cadre, staff):
    row = record(meeting, cadre, staff, "excused", excuse="illness")
    assert (row.state, row.excuse, row.made_up_on, row.recorded_by) == ("excused", "illness", None, staff)


def test_record_attendance_twice_the_same_is_no_change(meeting, cadre, staff):
    first = record(meeting, cadre, staff)
    assert record(meeting, cadre, staff).recorded_at == first.recorded_at
    assert Attendance.objects.count() == 1


def test_record_attendance_corrects_what_stood_there(meeting, cadre, staff):
    record(meeting, cadre, staff, "excused", excuse="duty")
    assert record(meeting, cadre, staff, "absent").excuse == ""


@pytest.mark.parametrize("day", [FRIDAY + timedelta(days=1), MONDAY])
def test_made_up_on_the_next_working_day_or_before_it(meeting, cadre, staff, day):
    assert record(meeting, cadre, staff, "made_up", made_up_on=day).made_up_on == day


@pytest.mark.parametrize("day", [FRIDAY - timedelta(days=1), FRIDAY, TUESDAY])
def test_made_up_outside_its_time_is_refused(meeting, cadre, staff, day):
    with pytest.raises(AttendanceIncomplete):
        record(meeting, cadre, staff, "made_up", made_up_on=day)


def test_made_up_follows_the_policy_of_the_month(branch, meeting, cadre, staff):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 3, 1), make_up_days=2)
    assert record(meeting, cadre, staff, "made_up", made_up_on=TUESDAY).made_up_on == TUESDAY
    BranchPolicy.objects.update(make_up_days=0)
    with pytest.raises(AttendanceIncomplete):
        record(meeting, cadre, staff, "made_up", made_up_on=MONDAY)


def test_made_up_on_a_day_to_come_is_refused(branch, cadre, staff):
    tomorrow = branch.today() + timedelta(days=1)
    with pytest.raises(AttendanceIncomplete):
        record(make_meeting(branch), cadre, staff, "made_up", made_up_on=tomorrow)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "excused"},
        {"state": "excused", "excuse": "lazy"},
        {"state": "present", "excuse": "illness"},
        {"state": "made_up"},
        {"state": "absent", "made_up_on": MONDAY},
        {"state": "late"},
    ],
)
def test_a_state_without_what_belongs_to_it_is_refused(meeting, cadre, staff, facts):
    with pytest.raises(AttendanceIncomplete):
        record(meeting, cadre, staff, **facts)
    assert not Attendance.objects.exists()


def test_cancelled_and_future_meetings_are_refused(branch, meeting, cadre, staff):
    actions.cancel_meeting(meeting=meeting, by=staff)
    with pytest.raises(MeetingCancelled):
        record(meeting, cadre, staff)
    with pytest.raises(MeetingNotHeldYet):
        record(make_meeting(branch, branch.today() + timedelta(days=1)), cadre, staff)


def test_only_cadres_of_the_branch_with_an_agreement_that_day(branch, other_branch, meeting, staff):
    late, early = make_cadre(branch, "K02", MONDAY), make_cadre(branch, "K03", date(2025, 1, 1), FRIDAY)
    for cadre in (late, early, make_cadre(branch, "K04", None), make_cadre(other_branch)):
        with pytest.raises(CadreNotConcerned):
            record(meeting, cadre, staff)


def test_record_sheet_is_all_or_nothing(branch, meeting, cadre, staff):
    stranger = make_cadre(branch, "K09", None)
    marks = [actions.Mark(cadre, "present"), actions.Mark(stranger, "present")]
    with pytest.raises(CadreNotConcerned):
        actions.record_sheet(meeting=meeting, marks=marks, by=staff)
    assert not Attendance.objects.exists()


def test_close_attendance_marks_the_rest_absent_once(branch, meeting, cadre, staff):
    make_cadre(branch, "K02"), make_cadre(branch, "K03"), make_cadre(branch, "K04", None)
    record(meeting, cadre, staff)
    assert actions.close_attendance(meeting=meeting, by=staff) == 2
    assert actions.close_attendance(meeting=meeting, by=staff) == 0
    assert sorted(Attendance.objects.values_list("cadre__code", "state")) == [
        ("K01", "present"),
        ("K02", "absent"),
        ("K03", "absent"),
    ]


def test_close_attendance_refuses_a_meeting_to_come(branch, cadre, staff):
    with pytest.raises(MeetingNotHeldYet):
        actions.close_attendance(meeting=make_meeting(branch, branch.today() + timedelta(days=1)), by=staff)


@pytest.mark.parametrize("facts", [{"state": "excused"}, {"state": "present", "excuse": "duty"}, {"state": "made_up"}])
def test_the_database_refuses_a_half_told_attendance(meeting, cadre, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, cadre=cadre, **facts)


def test_the_database_refuses_a_second_row(meeting, cadre):
    Attendance.objects.create(meeting=meeting, cadre=cadre, state="present")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, cadre=cadre, state="absent")
