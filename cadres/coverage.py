"""Who cares for a kelurahan on which days, worked out from territories and agreements; and where nobody does.

A day without a territory and a day whose cadre has no agreement are both days on which nothing can be assigned there
(RULES 3.4); they are told apart, since they are mended differently.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.models import Area, Branch
from kaderjkn.common.months import add_months, first_day

from .models import Agreement, Cadre, Dated, Territory

MONTHS = 6  # shown ahead, this one included


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` up to, not including, `until` with one cadre (None: nobody)."""

    first: date
    until: date
    cadre: Cadre | None
    has_agreement: bool

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def is_covered(self) -> bool:
        return self.cadre is not None and self.has_agreement


@dataclass(slots=True)
class Coverage:
    """A kelurahan from today to the end of the months ahead."""

    area: Area
    today: date
    territories: list[Territory]
    stretches: list[Stretch]

    @property
    def current(self) -> Territory | None:
        return next((one for one in self.territories if one.is_in_force(self.today)), None)

    @property
    def following(self) -> Territory | None:
        """The next territory that is planned."""
        return next((one for one in self.territories if one.starts_on > self.today), None)

    def in_month(self, month: date) -> list[Stretch]:
        end = add_months(month, 1)
        return [
            Stretch(max(one.first, month), min(one.until, end), one.cadre, one.has_agreement)
            for one in self.stretches
            if one.first < end and month < one.until
        ]


def months_ahead(today: date) -> list[date]:
    return [add_months(first_day(today), step) for step in range(MONTHS)]


def coverage(branch: Branch, today: date) -> list[Coverage]:
    """Every kelurahan of the branch in the order of its code: three queries, however many there are."""
    areas = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE).select_related("parent").order_by("code")
    by_area, by_cadre = defaultdict(list), defaultdict(list)
    mine = Territory.objects.filter(area__branch=branch).not_over_on(today)
    for territory in mine.select_related("cadre").order_by("valid"):
        by_area[territory.area_id].append(territory)
    for agreement in Agreement.objects.filter(cadre__branch=branch).not_over_on(today):
        by_cadre[agreement.cadre_id].append(agreement)
    until = add_months(first_day(today), MONTHS)
    return [
        Coverage(area, today, by_area[area.pk], stretches(by_area[area.pk], by_cadre, today, until)) for area in areas
    ]


def stretches(territories: list[Territory], agreements: dict, first: date, until: date) -> list[Stretch]:
    """The days from `first` up to `until`, cut wherever the cadre or their agreement changes."""
    dated = [*territories, *(row for one in territories for row in agreements[one.cadre_id])]
    inner = {day for row in dated for day in (row.valid.lower, row.valid.upper) if day and first < day < until}
    days = [first, *sorted(inner), until]
    found: list[Stretch] = []
    for start, end in pairwise(days):
        territory = on_day(territories, start)
        cadre = territory.cadre if territory else None
        has_agreement = cadre is not None and on_day(agreements[cadre.pk], start) is not None
        if found and (found[-1].cadre, found[-1].has_agreement) == (cadre, has_agreement):
            start = found.pop().first  # noqa: PLW2901 -- the two are one stretch
        found.append(Stretch(start, end, cadre, has_agreement))
    return found


def on_day(rows: Iterable[Dated], day: date):
    return next((row for row in rows if row.is_in_force(day)), None)
