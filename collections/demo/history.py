"""How the families of today came through the past months, and which families left on the way.

Worked backwards: who owes m months today owed m − 1 a month ago, plus what was paid in that month.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from .amounts import BILLED_MONTHS_MAX
from .cadres import Cadre, Story
from .families import Family, FamilyMaker
from .places import Kelurahan

PAID_ALL = 99
_LEAVERS = 0.06
_PAYING_LEAVERS = 0.56
_PARTLY_PAYING = 0.028
_PAYING_NOW = 0.045


@dataclass(slots=True)
class Month:
    """One list and what followed: `index` 0 is the oldest closed month, the last one is the current month."""

    index: int
    first_day: date
    first_work_day: date
    last_work_day: date | None
    share: float


@dataclass(slots=True)
class Branch:
    """A demo branch as it is being made up."""

    code: str
    cadres: list[Cadre]
    months: list[Month]
    families: list[Family]
    rng: Random

    @property
    def current(self) -> int:
        return len(self.months) - 1

    def cases_of(self, cadre: Cadre, month: int) -> list[Family]:
        """Households in the kelurahan of a cadre that become cases in that month."""
        homes = {place.code for place in cadre.places}
        return [one for one in self.families if one.home.code in homes and one.is_case(month)]


def is_silent(cadre: Cadre | None, month: int, current: int) -> bool:
    """Whether this cadre collects nothing in that month."""
    if cadre is None:
        return False
    return cadre.story is Story.SILENT or (cadre.story is Story.WARNED and current - 2 <= month < current)


class Historian:
    """Gives every family of a branch its past, and adds those who left before today."""

    def __init__(self, branch: Branch, maker: FamilyMaker) -> None:
        self._branch = branch
        self._maker = maker
        self._rng = branch.rng
        self._cadres = {place.code: cadre for cadre in branch.cadres for place in cadre.places}

    def write(self) -> None:
        stayers = self._branch.families
        for family in stayers:
            self._trace_stayer(family)
        leavers = [
            self._leaver(self._rng.choice(stayers).home, month)
            for month in range(self._branch.current)
            for _ in range(int(len(stayers) * _LEAVERS))
        ]
        self._branch.families = stayers + leavers
        self._mark_unknown_kk()

    def _trace_stayer(self, family: Family) -> None:
        current = self._branch.current
        family.timeline = [0] * (current + 1)
        family.timeline[current] = months = family.months
        for month in reversed(range(current)):
            paid = self._part_paid(family, month, months)
            months += paid - 1
            if months < 1:
                break
            family.timeline[month] = months
            if paid:
                family.pays[month] = paid
        self._pay_now(family)

    def _part_paid(self, family: Family, month: int, months_after: int) -> int:
        if not 4 <= months_after <= BILLED_MONTHS_MAX - 4 or not self._pays(family, month, _PARTLY_PAYING):
            return 0
        return self._rng.choice((1, 1, 2, 3))

    def _pay_now(self, family: Family) -> None:
        month = self._branch.months[-1]
        if month.last_work_day and self._pays(family, month.index, _PAYING_NOW * month.share):
            part = self._rng.randint(1, 3)
            family.pays[month.index] = PAID_ALL if self._rng.random() < 0.6 or family.months <= 4 else part

    def _leaver(self, home: Kelurahan, month: int) -> Family:
        """A family whose last list is that of `month`: it paid everything, or left the scheme."""
        family = self._maker.family(home)
        family.months = min(family.months, self._maker.draw_months())
        past = [max(0, family.months - (month - earlier)) for earlier in range(month + 1)]
        family.timeline = past + [0] * (self._branch.current - month)
        if self._pays(family, month, _PAYING_LEAVERS):
            family.pays[month] = PAID_ALL
        return family

    def _pays(self, family: Family, month: int, chance: float) -> bool:
        cadre = self._cadres.get(family.home.code)
        if is_silent(cadre, month, self._branch.current):
            return False
        return self._rng.random() < chance * (cadre.energy if cadre else 1)

    def _mark_unknown_kk(self) -> None:
        """A few families have no KK number on any list, a few get theirs on the newest one."""
        for family in self._rng.sample(self._branch.families, len(self._branch.families) // 40):
            family.kk_known_from = self._rng.choice((99, 99, self._branch.current))
