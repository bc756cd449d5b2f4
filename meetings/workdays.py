"""Working days: Monday to Friday. National holidays are not known here yet; staff move such meetings."""

from datetime import date, timedelta

SATURDAY = 5


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY


def workday_from(day: date) -> date:
    """The day itself, or the Monday after the weekend in which it lies."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if not is_workday(day) else day


def next_monday(day: date) -> date:
    """The first Monday after the day."""
    return day + timedelta(days=7 - day.weekday())


def workdays_after(day: date, count: int) -> list[date]:
    """The first `count` working days after the day."""
    days = (day + timedelta(days=step) for step in range(1, 2 * count + 3))
    return [each for each in days if is_workday(each)][:count]
