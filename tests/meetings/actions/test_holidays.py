"""Holidays: the nation's are filled in and left alone once somebody changed them; a branch enters its own."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from meetings import actions
from meetings.enums import HolidayKind
from meetings.errors import AttendanceIncomplete, HolidayRefused
from meetings.models import Holiday, Meeting
from meetings.national_days import national_days
from meetings.tasks import plan_meetings
from tests.meetings.builders import make_holiday, make_meeting

INDEPENDENCE, NEW_YEAR = date(2026, 8, 17), date(2026, 1, 1)


def add(branch, staff, day, kind="local", name="Kantor pindah"):
    return actions.add_holiday(branch=branch, day=day, kind=kind, name=name, by=staff)


# The nation's


def test_the_calendar_knows_holidays_joint_leave_and_what_is_an_estimate():
    known = national_days([2026, 2027])
    assert (known[INDEPENDENCE].kind, known[INDEPENDENCE].is_estimated) == (HolidayKind.NATIONAL, False)
    assert known[date(2026, 12, 24)].kind == HolidayKind.JOINT_LEAVE
    estimated = known[date(2027, 3, 10)]
    assert (estimated.name, estimated.is_estimated) == ("Hari Raya Idul Fitri", True)


def test_fill_national_days_once(db):
    assert actions.fill_national_days(today=NEW_YEAR) == Holiday.objects.national().count() > 40
    assert actions.fill_national_days(today=NEW_YEAR) == 0


def test_filling_in_mends_what_the_calendar_says_otherwise_and_drops_what_it_no_longer_has(db):
    (
        make_holiday(INDEPENDENCE, name="Salah", is_estimated=True),
        make_holiday(date(2026, 8, 18)),
        make_holiday(date(2025, 8, 18)),
    )
    actions.fill_national_days(today=NEW_YEAR)
    row = Holiday.objects.get(day=INDEPENDENCE)
    assert (row.name, row.is_estimated) == ("Hari Kemerdekaan Republik Indonesia", False)
    assert not Holiday.objects.filter(day=date(2026, 8, 18)).exists()
    assert Holiday.objects.filter(day=date(2025, 8, 18)).exists()


def test_filling_in_leaves_alone_what_somebody_changed_and_what_a_branch_entered(branch, staff):
    make_holiday(INDEPENDENCE, kind="open", name="Tetap kerja", changed_by=staff)
    make_holiday(date(2026, 8, 18), name="Pemilu", changed_by=staff)
    make_holiday(date(2026, 12, 25), branch, "open", name="Piket")
    actions.fill_national_days(today=NEW_YEAR)
    assert Holiday.objects.get(day=INDEPENDENCE).name == "Tetap kerja"
    assert Holiday.objects.get(day=date(2026, 8, 18)).name == "Pemilu"
    assert Holiday.objects.filter(day=date(2026, 12, 25)).count() == 2


def test_plan_meetings_fills_this_year_and_the_next_before_it_plans(branch):
    plan_meetings()
    years = {day.year for day in Holiday.objects.national().values_list("day", flat=True)}
    assert years == {branch.today().year, branch.today().year + 1}
    closed = Holiday.objects.values_list("day", flat=True)
    assert Meeting.objects.exists()
    assert not Meeting.objects.filter(held_on__in=closed).exists()


# The branch's own


def test_a_day_of_the_branch_is_entered_changed_and_taken_back(branch, staff):
    today = branch.today()
    holiday = add(branch, staff, today)
    changed = actions.change_holiday(holiday=holiday, day=today, kind="open", name=" Piket ", by=staff)
    assert (changed.kind, changed.name, changed.changed_by) == ("open", "Piket", staff)
    actions.remove_holiday(holiday=holiday, by=staff)
    assert not Holiday.objects.exists()


def test_a_day_has_one_entry_of_the_branch(branch, other_branch, staff):
    today = branch.today()
    make_holiday(today)
    holiday = add(branch, staff, today)
    add(other_branch, staff, today)
    with pytest.raises(HolidayRefused, match="Kantor pindah"):
        add(branch, staff, today, "open")
    other = add(branch, staff, today.replace(month=1, day=1))
    with pytest.raises(HolidayRefused):
        actions.change_holiday(holiday=other, day=holiday.day, kind="local", name="Dua", by=staff)


@pytest.mark.parametrize(("year", "kind"), [(-3, "local"), (3, "local"), (0, "national"), (0, "")])
def test_a_mistyped_year_and_a_kind_of_the_nation_are_refused(branch, staff, year, kind):
    with pytest.raises(HolidayRefused):
        add(branch, staff, date(branch.today().year + year, 1, 2), kind)


def test_changing_a_day_that_somebody_else_deleted_is_refused(branch, staff):
    holiday = add(branch, staff, branch.today())
    actions.remove_holiday(holiday=holiday, by=staff)
    with pytest.raises(HolidayRefused):
        actions.change_holiday(holiday=holiday, day=holiday.day, kind="open", name="Piket", by=staff)
    actions.remove_holiday(holiday=holiday, by=staff)


def test_the_office_opens_on_a_national_day_once(branch, staff):
    national = make_holiday(branch.today())
    row = actions.open_office(national=national, branch=branch, by=staff)
    assert (row.branch, row.day, row.kind, row.name) == (branch, national.day, "open", national.name)
    assert actions.open_office(national=national, branch=branch, by=staff) == row


@pytest.mark.parametrize(("of_branch", "kind"), [(True, "national"), (True, "joint_leave"), (False, "local")])
def test_the_database_refuses_a_kind_in_the_wrong_place(branch, of_branch, kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_holiday(branch.today(), branch if of_branch else None, kind)


def test_the_database_refuses_a_second_national_row(db):
    make_holiday(INDEPENDENCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_holiday(INDEPENDENCE, kind="joint_leave")


# What follows from them


def test_the_time_for_making_up_does_not_run_on_a_holiday(branch, staff, cadre):
    friday, monday, tuesday = (date(2026, 3, day) for day in (6, 9, 10))
    make_holiday(monday)
    meeting, facts = make_meeting(branch, friday), {"cadre": cadre, "state": "made_up", "by": staff}
    assert actions.record_attendance(meeting=meeting, made_up_on=tuesday, **facts).made_up_on == tuesday
    make_holiday(monday, branch, "open")
    with pytest.raises(AttendanceIncomplete):
        actions.record_attendance(meeting=meeting, made_up_on=tuesday, **facts)
