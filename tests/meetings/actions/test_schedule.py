"""Planning, adding, moving, cancelling meetings."""

from datetime import date, time, timedelta

import pytest

from arrears.models import BranchPolicy
from meetings import actions
from meetings.errors import DayPast, DayTaken, MeetingCancelled, MeetingHasRecords
from meetings.models import Meeting
from meetings.tasks import plan_meetings
from tests.meetings.builders import make_meeting

WEDNESDAY = date(2026, 11, 4)


def days(branch):
    return list(Meeting.objects.filter(branch=branch).order_by("held_on").values_list("held_on", flat=True))


def test_first_meetings_start_on_the_next_monday_every_fourteen_days(branch):
    actions.schedule_meetings(branch=branch, until=date(2026, 12, 7), today=WEDNESDAY)
    assert days(branch) == [date(2026, 11, 9), date(2026, 11, 23), date(2026, 12, 7)]


def test_schedule_meetings_again_adds_nothing(branch):
    actions.schedule_meetings(branch=branch, until=date(2026, 12, 7), today=WEDNESDAY)
    assert actions.schedule_meetings(branch=branch, until=date(2026, 12, 7), today=WEDNESDAY) == []
    assert len(days(branch)) == 3


def test_schedule_meetings_continues_after_the_last_one_with_its_hour_and_place(branch):
    make_meeting(branch, date(2026, 11, 3), starts_at=time(13, 30), place="Aula")
    [planned] = actions.schedule_meetings(branch=branch, until=date(2026, 11, 17), today=WEDNESDAY)
    assert (planned.held_on, planned.starts_at, planned.place) == (date(2026, 11, 17), time(13, 30), "Aula")


def test_schedule_meetings_counts_on_from_a_cancelled_one(branch):
    make_meeting(branch, date(2026, 11, 9), is_cancelled=True)
    actions.schedule_meetings(branch=branch, until=date(2026, 11, 23), today=WEDNESDAY)
    assert days(branch) == [date(2026, 11, 9), date(2026, 11, 23)]


def test_schedule_meetings_moves_a_weekend_to_monday(branch):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 11, 1), meeting_every_days=10)
    make_meeting(branch, date(2026, 11, 4))
    actions.schedule_meetings(branch=branch, until=date(2026, 11, 20), today=WEDNESDAY)
    assert days(branch) == [date(2026, 11, 4), date(2026, 11, 16)]


def test_schedule_meetings_follows_a_policy_that_changes_on_the_way(branch):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 12, 1), meeting_every_days=7)
    make_meeting(branch, date(2026, 11, 23))
    actions.schedule_meetings(branch=branch, until=date(2026, 12, 21), today=WEDNESDAY)
    assert days(branch)[1:] == [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)]


def test_schedule_meetings_plans_nothing_for_days_that_are_over(branch):
    make_meeting(branch, date(2026, 8, 31))
    actions.schedule_meetings(branch=branch, until=date(2026, 11, 23), today=WEDNESDAY)
    assert days(branch)[1:] == [date(2026, 11, 9), date(2026, 11, 23)]


def test_plan_meetings_plans_sixty_days_for_every_branch_once(branch, other_branch):
    plan_meetings()
    plan_meetings()
    assert len(days(branch)) == len(days(other_branch)) >= 4


def test_add_meeting_refuses_a_taken_day_and_a_past_one(branch, staff):
    today = branch.today()
    actions.add_meeting(branch=branch, held_on=today, starts_at=time(9), by=staff)
    with pytest.raises(DayTaken):
        actions.add_meeting(branch=branch, held_on=today, starts_at=time(14), by=staff)
    with pytest.raises(DayPast):
        actions.add_meeting(branch=branch, held_on=today - timedelta(days=1), starts_at=time(9), by=staff)


def test_move_meeting(branch, staff):
    meeting, day = make_meeting(branch), branch.today() + timedelta(days=3)
    moved = actions.move_meeting(meeting=meeting, held_on=day, place="Aula", by=staff)
    assert (moved.held_on, moved.place) == (day, "Aula")


def test_move_meeting_to_where_it_is_changes_nothing(branch, staff):
    meeting = make_meeting(branch, branch.today() - timedelta(days=5))
    assert actions.move_meeting(meeting=meeting, held_on=meeting.held_on, by=staff) == meeting


def test_move_meeting_refuses_taken_past_cancelled_and_recorded(branch, staff, cadre):
    meeting, today = make_meeting(branch), branch.today()
    make_meeting(branch, today + timedelta(days=1))
    with pytest.raises(DayTaken):
        actions.move_meeting(meeting=meeting, held_on=today + timedelta(days=1), by=staff)
    with pytest.raises(DayPast):
        actions.move_meeting(meeting=meeting, held_on=today - timedelta(days=1), by=staff)
    actions.record_attendance(meeting=meeting, cadre=cadre, state="present", by=staff)
    with pytest.raises(MeetingHasRecords):
        actions.move_meeting(meeting=meeting, held_on=today + timedelta(days=2), by=staff)


def test_cancel_and_restore_meeting(branch, staff):
    meeting = make_meeting(branch)
    assert actions.cancel_meeting(meeting=meeting, by=staff).is_cancelled
    assert actions.cancel_meeting(meeting=meeting, by=staff).is_cancelled
    with pytest.raises(MeetingCancelled):
        actions.move_meeting(meeting=meeting, held_on=branch.today() + timedelta(days=1), by=staff)
    assert not actions.restore_meeting(meeting=meeting, by=staff).is_cancelled


def test_cancel_meeting_refuses_one_with_attendance(branch, staff, cadre):
    meeting = make_meeting(branch)
    actions.record_attendance(meeting=meeting, cadre=cadre, state="present", by=staff)
    with pytest.raises(MeetingHasRecords):
        actions.cancel_meeting(meeting=meeting, by=staff)


def test_actions_leave_who_did_it_on_the_audit_trail(branch, staff):
    meeting = make_meeting(branch)
    actions.cancel_meeting(meeting=meeting, by=staff)
    event = meeting.events.order_by("pgh_id").last()
    assert event.is_cancelled
    assert event.pgh_context.metadata == {"user": staff.pk, "act": "meetings.cancel_meeting"}
