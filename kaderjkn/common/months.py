"""Months and days. A period is the first day of its month; ranges are half open."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from .errors import Refused


def first_day(day: date) -> date:
    """The period in which the day lies."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """The period `count` months later; `month` is a first day."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def next_month(month: date) -> date:
    return add_months(month, 1)


def months_between(first: date, last: date) -> list[date]:
    """All periods from first to last, both included; empty when last lies before first."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [add_months(first, step) for step in range(count + 1)]


def today_in(zone: str, now: datetime | None = None) -> date:
    """The calendar day in a branch's zone."""
    return (now or timezone.now()).astimezone(ZoneInfo(zone)).date()


def parse_month(text: str) -> date:
    """Read `YYYY-MM`; raise Refused with a sentence otherwise."""
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text.strip()):
        year, month = int(match[1]), int(match[2])
        if 2000 <= year <= 2100 and 1 <= month <= 12:
            return date(year, month, 1)
    raise Refused(_("Periode «%(text)s» tidak dikenal. Tulis seperti 2026-11.") % {"text": text})


def month_text(month: date) -> str:
    """`YYYY-MM`, as in files and commands."""
    return f"{month:%Y-%m}"
