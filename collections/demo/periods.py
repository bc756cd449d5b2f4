"""Months, by their first days."""

from datetime import date, timedelta

_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def month_name(month: date) -> str:
    return f"{_NAMES[month.month - 1]} {month.year}"


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """The first day of the month `count` months later; `month` is a first day itself."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def last_of_month(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def periods_before(today: date, closed: int) -> list[date]:
    """The closed months and the current one, oldest first."""
    current = first_of_month(today)
    return [add_months(current, -count) for count in range(closed, -1, -1)]
