"""Working days: the weekend, holidays, and what the branch says of its own days."""

from datetime import date

import pytest

from meetings.enums import HolidayKind
from meetings.workdays import Workdays, next_monday, workdays_of
from tests.meetings.builders import make_branch, make_holiday

WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (4, 5, 6, 7, 8, 9))


def test_weekend_moves_to_monday():
    days = [Workdays().workday_from(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)]
    assert days == [FRIDAY, MONDAY, MONDAY, MONDAY]


def test_holidays_are_passed_over():
    office = Workdays({FRIDAY: "Hari Raya", MONDAY: "Cuti Bersama"})
    assert office.workday_from(FRIDAY) == date(2026, 11, 10)
    assert office.workdays_after(THURSDAY, 2) == [date(2026, 11, 10), date(2026, 11, 11)]


def test_workdays_after_pass_over_the_weekend():
    assert Workdays().workdays_after(FRIDAY, 1) == [MONDAY]
    assert Workdays().workdays_after(FRIDAY, 0) == []
    assert Workdays().workdays_after(WEDNESDAY, 7)[-1] == date(2026, 11, 13)


def test_next_monday_is_after_the_day_itself():
    assert next_monday(MONDAY) == date(2026, 11, 16)
    assert next_monday(SUNDAY) == MONDAY


@pytest.fixture
def other(db):
    return make_branch("0904")


@pytest.mark.parametrize("kind", [HolidayKind.NATIONAL, HolidayKind.JOINT_LEAVE])
def test_the_nations_days_close_every_branch(branch, other, kind):
    make_holiday(FRIDAY, kind=kind)
    assert [workdays_of(each, WEDNESDAY).is_workday(FRIDAY) for each in (branch, other)] == [False, False]


def test_a_branch_closes_for_itself_only(branch, other):
    make_holiday(FRIDAY, branch)
    assert [workdays_of(each, WEDNESDAY).is_workday(FRIDAY) for each in (branch, other)] == [False, True]


@pytest.mark.parametrize("day", [FRIDAY, SATURDAY])
def test_a_branch_that_is_open_works_on_a_holiday_and_on_the_weekend(branch, other, day):
    make_holiday(day)
    make_holiday(day, branch, "open")
    assert [workdays_of(each, WEDNESDAY).is_workday(day) for each in (branch, other)] == [True, False]


def test_working_days_take_one_query(branch, django_assert_num_queries):
    for day in (FRIDAY, MONDAY):
        make_holiday(day)
    with django_assert_num_queries(1):
        assert workdays_of(branch, WEDNESDAY).workdays_after(THURSDAY, 1) == [date(2026, 11, 10)]
