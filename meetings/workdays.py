"""Working days of a branch: Monday to Friday without holidays, and what its own row says of a day.

A row of the branch wins over the nation's of the same day, and one of the kind `open` over the weekend, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.db.models import F

from kaderjkn.common.models import Branch

from .enums import HolidayKind
from .models import Holiday

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Workdays:
    """The days known to be holidays, with their names, and those on which the office works all the same."""

    holidays: dict[date, str] = field(default_factory=dict)
    opened: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day in self.opened or (day.weekday() < SATURDAY and day not in self.holidays)

    def workday_from(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        return next(each for each in days_from(day) if self.is_workday(each))

    def workdays_after(self, day: date, count: int) -> list[date]:
        """The first `count` working days after the day."""
        working = (each for each in days_from(day + ONE_DAY) if self.is_workday(each))
        return list(islice(working, count))


def workdays_of(branch: Branch, since: date) -> Workdays:
    """Working days of the branch from the day on; one query. A holiday before `since` is not known to it."""
    rows = Holiday.objects.seen_by(branch).filter(day__gte=since).order_by(F("branch").asc(nulls_first=True))
    kinds = {row.day: row for row in rows}  # the branch's own comes last and wins
    opened = {day for day, row in kinds.items() if row.kind == HolidayKind.OPEN}
    return Workdays({day: row.name for day, row in kinds.items() if day not in opened}, frozenset(opened))


def days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE_DAY


def next_monday(day: date) -> date:
    """The first Monday after the day."""
    return day + timedelta(days=7 - day.weekday())
