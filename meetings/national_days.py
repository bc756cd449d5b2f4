"""National holidays and joint leave (cuti bersama), as the library `holidays` knows them.

It learns of a year's joint leave when the ministers have decided on it (SKB 3 Menteri); days by the moon are
estimates until then. `actions.fill_national_days` writes them down.
"""

from dataclasses import dataclass
from datetime import date

from .enums import HolidayKind

COUNTRY, LANGUAGE = "ID", "id"
ESTIMATED = " (perkiraan)"
CATEGORIES = {HolidayKind.JOINT_LEAVE: "government", HolidayKind.NATIONAL: "public"}
"""The later one wins where both name a day."""
NAME_LENGTH = 120


@dataclass(frozen=True)
class NationalDay:
    """One day off; `is_estimated`: by the moon, not yet decided."""

    day: date
    kind: str
    name: str
    is_estimated: bool


def national_days(years: list[int]) -> dict[date, NationalDay]:
    """Days off of the years."""
    from holidays import country_holidays  # noqa: PLC0415 (big, and needed once a day)

    found = {}
    for kind, category in CATEGORIES.items():
        known = country_holidays(COUNTRY, years=years, categories=(category,), language=LANGUAGE)
        found |= {day: as_national_day(day, kind, name) for day, name in known.items()}
    return found


def as_national_day(day: date, kind: str, name: str) -> NationalDay:
    return NationalDay(day, kind, name.replace(ESTIMATED, "")[:NAME_LENGTH], ESTIMATED in name)
