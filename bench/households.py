"""Invented households, each a function of its number alone: no list is ever held in memory."""

from random import Random
from typing import NamedTuple

from arrears.reference import RATES

from .areas import village_codes
from .words import LAST_NAMES, MEN, STREETS, WOMEN

SEED = 3
SIZES, SIZE_WEIGHTS = (1, 2, 3, 4, 5, 6), (10, 25, 32, 20, 10, 3)  # 3.04 on average
CLASS_WEIGHTS = (9, 17, 74)
BILLED_MONTHS = 24
WITHOUT_FAMILY_CARD = 100  # every so many households is one person without a KK
RATE = {care_class: amount for care_class, _starts, ends, amount in RATES if ends is None}
VILLAGES = village_codes()
SCATTER = 618_033_989  # has no factor 2 or 5: cards of neighbouring households lie far apart, none is used twice
DAYS = 7_300
OPERATORS = ("12", "13", "21", "52", "56", "57", "77", "78", "95", "96")


class Member(NamedTuple):
    card: str
    name: str
    nik: str


class Household(NamedTuple):
    number: int
    family_card: str
    members: tuple[Member, ...]
    segment: str
    care_class: int
    address: str
    rt: str
    rw: str
    area: str
    phone: str
    months: int

    @property
    def amount_per_member(self) -> int:
        return RATE[self.care_class] * min(self.months, BILLED_MONTHS)


def household(number: int, *, at_least: int = 1) -> Household:
    """The household of that number; `at_least` so many members."""
    rng = Random(number * 1_000_003 + SEED)
    alone = number % WITHOUT_FAMILY_CARD == WITHOUT_FAMILY_CARD - 1 and at_least == 1
    size = 1 if alone else max(at_least, rng.choices(SIZES, SIZE_WEIGHTS)[0])
    area = VILLAGES[int(rng.random() * len(VILLAGES))]
    last_name = rng.choice(LAST_NAMES)
    return Household(
        number=number,
        family_card="" if alone else family_card(number, area),
        members=tuple(_member(number, position, last_name, area, rng) for position in range(size)),
        segment="BP" if rng.random() < 0.08 else "PBPU",
        care_class=rng.choices((1, 2, 3), CLASS_WEIGHTS)[0],
        address=address(rng),
        rt=f"{1 + int(rng.random() * 12):03d}",
        rw=f"{1 + int(rng.random() * 16):03d}",
        area=area,
        phone=_phone(rng),
        months=_months(rng),
    )


def card(number: int, position: int) -> str:
    """The card of a household's member: 13 digits, used by nobody else; members registered together are neighbours."""
    return f"000{(number * SCATTER + 123_456_789) % 10**9:09d}{position + 1}"


def family_card(number: int, area: str) -> str:
    """A KK of 16 digits: kecamatan, day of issue, serial. Unique: two of one serial never share the day."""
    day = number // 9_999 * 173 % DAYS
    year, rest = divmod(day, 365)
    month, day = divmod(rest, 31)
    return f"{area[:2]}{area[3:5]}{area[6:8]}{day + 1:02d}{month + 1:02d}{year + 5:02d}{number % 9_999 + 1:04d}"


def address(rng: Random) -> str:
    return f"Jl. {rng.choice(STREETS)} {1 + int(rng.random() * 12)} No. {1 + int(rng.random() * 180)}"


def _member(number: int, position: int, last_name: str, area: str, rng: Random) -> Member:
    is_woman = position == 1 or (position > 1 and rng.random() < 0.5)
    age = 25 + int(rng.random() * 40) if position < 2 else 1 + int(rng.random() * 24)
    day = 1 + int(rng.random() * 28) + (40 if is_woman else 0)
    born = f"{day:02d}{1 + int(rng.random() * 12):02d}{(2025 - age) % 100:02d}"
    nik = f"{area[:2]}{area[3:5]}{area[6:8]}{born}{1 + int(rng.random() * 40):04d}"
    return Member(card(number, position), f"{rng.choice(WOMEN if is_woman else MEN)} {last_name}", nik)


def _phone(rng: Random) -> str:
    if rng.random() < 0.05:
        return ""
    return (
        f"08{rng.choice(('12', '13', '21', '52', '56', '57', '77', '78', '95', '96'))}{int(rng.random() * 10**8):08d}"
    )


def _months(rng: Random) -> int:
    """Mostly 4 to 24."""
    band = rng.random()
    if band < 0.86:
        return 4 + int(rng.random() * 21)
    return 1 + int(rng.random() * 3) if band < 0.93 else 25 + int(rng.random() * 36)
