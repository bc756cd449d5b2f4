"""Working days and the first Monday."""

from datetime import date

from meetings.workdays import next_monday, workday_from, workdays_after

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (6, 7, 8, 9))


def test_weekend_moves_to_monday():
    assert [workday_from(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [
        FRIDAY,
        MONDAY,
        MONDAY,
        MONDAY,
    ]


def test_next_monday_is_after_the_day_itself():
    assert next_monday(MONDAY) == date(2026, 11, 16)
    assert next_monday(SUNDAY) == MONDAY


def test_workdays_after_pass_over_the_weekend():
    assert workdays_after(FRIDAY, 1) == [MONDAY]
    assert workdays_after(FRIDAY, 0) == []
    assert workdays_after(date(2026, 11, 4), 7)[-1] == date(2026, 11, 13)
