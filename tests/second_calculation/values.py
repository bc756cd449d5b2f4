"""Reading and showing plain values: days, months, rupiah, ratios. A period is a text `YYYY-MM`."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo


class RefusedError(Exception):
    """The whole command is refused."""


class BadRowError(Exception):
    """This row is rejected; the others go on."""


def text_of(row, heading):
    """The cell without blanks around it; '' when it is empty or the column is missing."""
    return (row.get(heading) or "").strip().removeprefix("'")


def day_of(text):
    """A day from ISO, DD/MM/YYYY or DD-MM-YYYY; None when empty."""
    if not text:
        return None
    parts = text.replace("/", "-").split("-")
    try:
        if len(parts[0]) == 4:
            return date(*map(int, parts))
        return date(*map(int, reversed(parts)))
    except (ValueError, TypeError) as error:
        raise BadRowError(f"not a day: {text}") from error


def needed_day(row, heading):
    day = day_of(text_of(row, heading))
    if day is None:
        raise BadRowError(f"{heading} is empty")
    return day


def rupiah(text):
    """Whole rupiah from `1500000`, `1.500.000`, `1.500.000,00` or `Rp 1.500.000`."""
    plain = text.replace("Rp", "").replace(" ", "").removesuffix(",00").replace(".", "")
    if not plain.isdecimal():
        raise BadRowError(f"not an amount: {text}")
    return int(plain)


def whole(text, default=None):
    """A whole number; the default when the cell is empty."""
    return int(text) if text else default


def moment_of(text, zone):
    """A moment in the branch's zone; a text without a zone is already in that zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRowError(f"not a moment: {text}") from error
    if moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(ZoneInfo(zone))


def period_of(day):
    return f"{day.year}-{day.month:02}"


def first_day(period):
    return date(int(period[:4]), int(period[5:]), 1)


def next_period(period):
    return period_of(first_day(period) + timedelta(days=31))


def last_day(period):
    return first_day(next_period(period)) - timedelta(days=1)


def days_of(period):
    day = first_day(period)
    while period_of(day) == period:
        yield day
        day += timedelta(days=1)


def half_up(number):
    """A fraction rounded half up to a whole number (our numbers are never negative here)."""
    return int((2 * Fraction(number) + 1) // 2)


def ratio(part, whole_amount):
    """Four decimals, half up; empty when there is nothing to divide by. A negative part cannot occur."""
    if whole_amount == 0:
        return ""
    digits = half_up(Fraction(part, whole_amount) * 10_000)
    return f"{digits // 10_000}.{digits % 10_000:04d}"


def covers(start, end, day):
    """Whether a range with an included last day (None: open) holds the day."""
    return start <= day and (end is None or day <= end)


def overlap(one, other):
    """Whether two things with `start` and `end` share a day."""
    return (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)
