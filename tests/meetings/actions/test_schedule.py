"""Planning, adding, moving, cancelling meetings."""

from datetime import date, time, timedelta

import pytest

from arrears.models import BranchPolicy
from meetings import actions
from meetings.errors import DayPast, DayTaken, GroupRefused, HoursWrong, MeetingCancelled, MeetingHasRecords
from meetings.models import Meeting
from meetings.tasks import plan_meetings
from tests.meetings.builders import make_group, make_holiday, make_meeting

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


def test_schedule_meetings_keeps_the_rhythm_where_a_weekend_moved_one(branch):
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 11, 1), meeting_every_days=10)
    make_meeting(branch, date(2026, 11, 4))
    actions.schedule_meetings(branch=branch, until=date(2026, 11, 30), today=WEDNESDAY)
    assert days(branch)[1:] == [date(2026, 11, 16), date(2026, 11, 24)]


def test_a_holiday_moves_one_meeting_and_not_those_after_it(branch):
    make_holiday(date(2026, 11, 9)), make_holiday(date(2026, 11, 10), branch)
    actions.schedule_meetings(branch=branch, until=date(2026, 11, 30), today=WEDNESDAY)
    actions.schedule_meetings(branch=branch, until=date(2026, 12, 7), today=WEDNESDAY)
    rows = Meeting.objects.order_by("held_on").values_list("held_on", "regular_on")
    assert list(rows) == [
        (date(2026, 11, 11), date(2026, 11, 9)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 12, 7), date(2026, 12, 7)),
    ]


def test_the_rhythm_counts_neither_from_a_meeting_that_was_moved_nor_from_one_that_was_added(branch, staff):
    monday = branch.today() + timedelta(days=7 - branch.today().weekday())
    [first] = actions.schedule_meetings(branch=branch, until=monday)
    actions.move_meeting(meeting=first, held_on=monday + timedelta(days=3), by=staff)
    actions.add_meeting(branch=branch, held_on=monday + timedelta(days=8), starts_at=time(9), by=staff)
    [second] = actions.schedule_meetings(branch=branch, until=monday + timedelta(days=20))
    assert second.regular_on == monday + timedelta(days=14)


def test_a_meeting_due_in_a_closure_that_began_before_today_is_planned_after_it(branch):
    make_meeting(branch, date(2026, 3, 6), regular_on=date(2026, 3, 6))
    for day in range(18, 25):
        make_holiday(date(2026, 3, day))
    actions.schedule_meetings(branch=branch, until=date(2026, 3, 26), today=date(2026, 3, 21))
    assert days(branch)[1:] == [date(2026, 3, 25)]


def test_where_the_day_is_taken_already_nothing_is_planned_twice(branch):
    make_meeting(branch, date(2026, 11, 9), regular_on=date(2026, 11, 9))
    make_meeting(branch, date(2026, 11, 23))
    actions.schedule_meetings(branch=branch, until=date(2026, 12, 7), today=WEDNESDAY)
    assert days(branch) == [date(2026, 11, 9), date(2026, 11, 23), date(2026, 12, 7)]


def test_groups_meet_by_themselves_each_in_a_rhythm_hours_and_a_place_of_its_own(branch):
    hours = {"starts_at": time(13), "ends_at": time(15)}
    make_group(branch, name="Utara", first_on=date(2026, 11, 10), place="Aula", **hours)
    make_group(branch, name="Selatan", first_on=date(2026, 11, 12))
    make_group(branch, name="Lama", first_on=date(2026, 11, 11), is_ended=True)
    actions.schedule_meetings(branch=branch, until=date(2026, 11, 24), today=WEDNESDAY)
    rows = Meeting.objects.order_by("held_on").values_list("group__name", "held_on", "starts_at", "ends_at", "place")
    assert list(rows) == [
        ("Utara", date(2026, 11, 10), time(13), time(15), "Aula"),
        ("Selatan", date(2026, 11, 12), time(9), time(12), ""),
        ("Utara", date(2026, 11, 24), time(13), time(15), "Aula"),
    ]


def test_two_groups_may_meet_on_one_day_and_one_group_may_not_twice(branch, staff):
    first, second = make_group(branch, name="Utara"), make_group(branch, name="Selatan")
    facts = {"branch": branch, "held_on": branch.today(), "starts_at": time(9), "by": staff}
    actions.add_meeting(group=first, **facts)
    actions.add_meeting(group=second, **facts)
    actions.add_meeting(group=None, **facts)
    with pytest.raises(DayTaken):
        actions.add_meeting(group=first, **facts)


def test_a_groups_first_day_that_moves_on_begins_the_rhythm_anew(branch):
    group = make_group(branch, first_on=date(2026, 11, 10))
    make_meeting(branch, date(2026, 11, 10), group=group, regular_on=date(2026, 11, 10))
    type(group).objects.update(first_on=date(2026, 11, 26))
    actions.schedule_meetings(branch=branch, until=date(2026, 12, 10), today=WEDNESDAY)
    assert days(branch)[1:] == [date(2026, 11, 26), date(2026, 12, 10)]


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


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        (time(13), None, time(16)),
        (time(20, 30), None, time(23, 30)),
        (time(21), None, time(23, 59)),
        (time(13), time(14), time(14)),
    ],
)
def test_a_meeting_without_an_end_takes_three_hours_and_ends_before_midnight(
    branch, staff, starts_at, ends_at, expected
):
    facts = {"branch": branch, "held_on": branch.today(), "starts_at": starts_at, "ends_at": ends_at}
    assert actions.add_meeting(by=staff, **facts).ends_at == expected


@pytest.mark.parametrize(("starts_at", "ends_at"), [(time(13), time(13)), (time(13), time(9)), (time(23, 59), None)])
def test_a_meeting_that_ends_before_it_starts_is_refused(branch, staff, starts_at, ends_at):
    with pytest.raises(HoursWrong):
        actions.add_meeting(branch=branch, held_on=branch.today(), starts_at=starts_at, ends_at=ends_at, by=staff)
    meeting = make_meeting(branch)
    with pytest.raises(HoursWrong):
        actions.move_meeting(meeting=meeting, held_on=branch.today(), starts_at=starts_at, ends_at=ends_at, by=staff)


def test_a_meeting_is_added_for_no_group_that_has_ended_or_is_anothers(branch, other_branch, staff):
    for group in (make_group(branch, is_ended=True), make_group(other_branch)):
        with pytest.raises(GroupRefused):
            actions.add_meeting(branch=branch, group=group, held_on=branch.today(), starts_at=time(9), by=staff)


def test_move_meeting_to_another_hour(branch, staff):
    meeting = make_meeting(branch, starts_at=time(9), ends_at=time(10))
    moved = actions.move_meeting(meeting=meeting, held_on=meeting.held_on, starts_at=time(13), late_after=5, by=staff)
    assert (moved.starts_at, moved.ends_at, moved.late_after) == (time(13), time(16), 5)


def test_move_meeting_keeps_the_day_that_it_has_in_the_rhythm(branch, staff):
    meeting = make_meeting(branch, regular_on=branch.today())
    moved = actions.move_meeting(meeting=meeting, held_on=branch.today() + timedelta(days=3), by=staff)
    assert moved.regular_on == branch.today()


def test_meetings_leave_a_holiday_that_was_entered_after_they_were_planned(branch, staff):
    first = branch.today() + timedelta(days=14 - branch.today().weekday())
    days_off = [first, first + timedelta(days=1)]
    group = make_group(branch)
    planned = [make_meeting(branch, day, group=group, regular_on=day) for day in (first, first + timedelta(days=2))]
    for day in days_off:
        make_holiday(day, branch)
    [moved] = actions.leave_closed_days(branch=branch, by=staff)
    assert (moved.meeting.pk, moved.holiday) == (planned[0].pk, "Hari Raya")
    assert days(branch) == [first + timedelta(days=2), first + timedelta(days=3)]
    assert actions.leave_closed_days(branch=branch, by=staff) == []
    assert set(Meeting.objects.values_list("regular_on", flat=True)) == {first, first + timedelta(days=2)}


def test_cancelled_past_and_weekend_meetings_stay_where_they_are(branch, staff):
    today = branch.today()
    saturday = today + timedelta(days=7 + 5 - today.weekday())
    make_meeting(branch, saturday)
    make_meeting(branch, saturday + timedelta(days=3), is_cancelled=True)
    make_meeting(branch, today - timedelta(days=1))
    make_holiday(saturday + timedelta(days=3)), make_holiday(today - timedelta(days=1))
    assert actions.leave_closed_days(branch=branch, by=staff) == []


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
