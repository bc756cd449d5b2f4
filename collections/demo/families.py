"""Families in arrears: members, class, address, and how many months they owe now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from .amounts import amount_per_person, tune_to
from .identity import Issuer, address, born
from .names import Background, family_name, full_name, pick_background
from .places import Kelurahan

_SIZES, _SIZE_WEIGHTS = (1, 2, 3, 4, 5, 6), (27, 29, 20, 15, 6, 3)
_CLASSES = (1, 2, 3)
_CLASS_WEIGHTS = (9, 17, 74)
_MONTH_BANDS = ((1, 1), (2, 3), (4, 6), (7, 12), (13, 24), (25, 60))
_MONTH_WEIGHTS = (3, 6, 21, 33, 26, 11)


@dataclass(slots=True)
class Member:
    card: str
    name: str
    nik: str
    birth: date
    sex: str


@dataclass(slots=True)
class Family:
    """One KK, one bill. `months` is what is owed on the newest list on which the family stands.

    `timeline` holds the months in arrears on each list (0: not on it), `pays` how many months are paid in
    which month, `held_from` the first month in which the family is on hold.
    """

    kk: str
    members: list[Member]
    klass: int
    home: Kelurahan
    address: str
    rt: str
    rw: str
    phone: str
    segment: str
    months: int
    kk_known_from: int = 0
    names_only: bool = False
    timeline: list[int] = field(default_factory=list)
    pays: dict[int, int] = field(default_factory=dict)
    held_from: int = 99

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def head(self) -> Member:
        return self.members[0]

    def owes(self, month: int) -> int:
        return self.size * amount_per_person(self.klass, self.timeline[month])

    def kk_on(self, month: int) -> str:
        """The KK number on that list, empty where the branch did not know it then."""
        return self.kk if month >= self.kk_known_from else ""

    def is_case(self, month: int) -> bool:
        """Whether the household reaches the band of the cadres and is not on hold."""
        return self.timeline[month] >= 4 and month < self.held_from


class FamilyMaker:
    """Makes families of one branch, one after the other, from one source of chance."""

    def __init__(self, rng: Random, issuer: Issuer, today: date) -> None:
        self._rng = rng
        self._issuer = issuer
        self._today = today

    def settle(self, homes: list[Kelurahan], people: int, total: int | None = None) -> list[Family]:
        """Families of exactly so many people, owing together exactly `total` where one is given."""
        families = list(self._families(homes, people))
        if total is not None:
            tune_to(total, families, self._rng)
        return families

    def _families(self, homes: list[Kelurahan], people: int) -> Iterator[Family]:
        weights = [self._rng.uniform(0.6, 1.6) for _ in homes]
        while people:
            size = min(self._rng.choices(_SIZES, _SIZE_WEIGHTS)[0], people)
            yield self.family(self._rng.choices(homes, weights)[0], size)
            people -= size

    def family(self, home: Kelurahan, size: int = 0) -> Family:
        rng = self._rng
        size = size or rng.choices(_SIZES, _SIZE_WEIGHTS)[0]
        return Family(
            kk=self._issuer.family_card(home.region, self._today),
            members=list(self._members(home, size)),
            klass=rng.choices(_CLASSES, _CLASS_WEIGHTS)[0],
            home=home,
            address=address(rng, home),
            rt=f"{rng.randrange(1, 17):03d}",
            rw=f"{rng.randrange(1, 19):02d}",
            phone=self._issuer.phone() if rng.random() < 0.86 else "",
            segment="BP" if rng.random() < 0.08 else "PBPU",
            months=self.draw_months(),
            names_only=rng.random() < 0.07,
        )

    def draw_months(self) -> int:
        return self._rng.randint(*self._rng.choices(_MONTH_BANDS, _MONTH_WEIGHTS)[0])

    def _members(self, home: Kelurahan, size: int) -> Iterator[Member]:
        background = pick_background(self._rng)
        shared = family_name(self._rng, background)
        sex = "L" if self._rng.random() < 0.78 else "P"
        head_age = self._rng.randrange(27 + size, 72)
        yield self._member(home, background, sex, head_age, shared)
        children = size - 1
        if size > 1 and self._rng.random() < 0.85:
            spouse_age = max(22, head_age - self._rng.randrange(-3, 7))
            yield self._member(home, background, "P" if sex == "L" else "L", spouse_age, "")
            children -= 1
        for _ in range(children):
            age = self._rng.randrange(5, max(7, min(head_age - 21, 30)))
            yield self._member(home, background, self._rng.choice("LP"), age, shared)

    def _member(self, home: Kelurahan, background: Background, sex: str, age: int, shared: str) -> Member:
        birth = born(self._rng, self._today, age)
        name = full_name(self._rng, background, sex, shared)
        return Member(self._issuer.card(), name, self._issuer.nik(birth, sex, home), birth, sex)
