"""The cadres of a demo branch: who they are, their agreements, and the kelurahan that each cares for.

Everybody works inside one kecamatan. Four of the 13 in Jakarta Utara have a story: one collects nothing
for three months, one for the last two, one agreement has lapsed, one is about to.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from random import Random

from .identity import Issuer, address, born
from .names import full_name, pick_background
from .periods import add_months, first_of_month
from .places import Kelurahan, by_kecamatan, kelurahan_under


class Story(Enum):
    STEADY = "steady"
    SILENT = "silent"  # collects nothing in any month: comes under review
    WARNED = "warned"  # collects nothing in the last two closed months
    LAPSED = "lapsed"  # the agreement ended in the middle of the last closed month
    EXPIRING = "expiring"  # the agreement ends within weeks


@dataclass(frozen=True, slots=True)
class Agreement:
    number: str
    starts: date
    ends: date | None


@dataclass(slots=True)
class Cadre:
    code: str
    name: str
    nik: str
    phone: str
    address: str
    places: list[Kelurahan]
    energy: float
    story: Story = Story.STEADY
    agreements: list[Agreement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Team:
    """How many cadres and how many of the kelurahan a kecamatan has."""

    city: str
    cadres: dict[str, int]
    covered: dict[str, int]
    stories: dict[int, Story]


NORTH = Team(
    city="31.72",
    cadres={"31.72.01": 3, "31.72.02": 3, "31.72.03": 2, "31.72.04": 2, "31.72.05": 1, "31.72.06": 2},
    covered={"31.72.01": 5, "31.72.02": 7, "31.72.03": 6, "31.72.04": 7, "31.72.05": 3, "31.72.06": 3},
    stories={3: Story.WARNED, 8: Story.EXPIRING, 10: Story.LAPSED, 13: Story.SILENT},
)
WEST = Team(
    city="31.73",
    cadres=dict(zip([f"31.73.0{n}" for n in range(1, 9)], [3, 3, 3, 4, 3, 2, 3, 2], strict=True)),
    covered=dict(zip([f"31.73.0{n}" for n in range(1, 9)], [5, 5, 4, 6, 5, 4, 4, 4], strict=True)),
    stories={},
)
TEAMS = {"0905": NORTH, "0904": WEST}


def cadres_of(branch: str, today: date, seed: int) -> list[Cadre]:
    """The cadres of a branch, the same ones for the same day and seed."""
    rng = Random(f"{seed}-{branch}-cadres")
    team, issuer = TEAMS[branch], Issuer(rng, "0009")
    areas = by_kecamatan(kelurahan_under(team.city))
    cadres: list[Cadre] = []
    for kecamatan, count in team.cadres.items():
        for places in _shares(areas[kecamatan][: team.covered[kecamatan]], count):
            number = len(cadres) + 1
            cadre = _person(rng, issuer, f"{branch}-{number:02d}", places, today)
            cadre.story = team.stories.get(number, Story.STEADY)
            cadre.agreements = _agreements(rng, cadre, today)
            cadres.append(cadre)
    return cadres


def _shares(places: list[Kelurahan], count: int) -> list[list[Kelurahan]]:
    """Neighbouring kelurahan together, as evenly as they go."""
    bounds = [round(len(places) * n / count) for n in range(count + 1)]
    return [places[start:end] for start, end in pairwise(bounds)]


def _person(rng: Random, issuer: Issuer, code: str, places: list[Kelurahan], today: date) -> Cadre:
    sex = "P" if rng.random() < 0.75 else "L"
    return Cadre(
        code=code,
        name=full_name(rng, pick_background(rng), sex),
        nik=issuer.nik(born(rng, today, rng.randrange(28, 58)), sex, places[0]),
        phone=f"08129{code[1:4]}{int(code[5:]):04d}",
        address=f"{address(rng, places[0])}, {places[0].name}",
        places=places,
        energy=round(rng.uniform(0.55, 1.5), 2),
    )


def _agreements(rng: Random, cadre: Cadre, today: date) -> list[Agreement]:
    """Last year's agreement and the running one, each of twelve months."""
    ends = _last_day(rng, cadre.story, today)
    starts = _year_before(ends)
    earlier_end = starts - timedelta(days=1)
    return [
        Agreement(_number(cadre.code, _year_before(earlier_end)), _year_before(earlier_end), earlier_end),
        Agreement(_number(cadre.code, starts), starts, ends),
    ]


def _last_day(rng: Random, story: Story, today: date) -> date:
    month = first_of_month(today)
    if story is Story.LAPSED:
        return add_months(month, -1) + timedelta(days=14)
    if story is Story.EXPIRING:
        return today + timedelta(days=24)
    return add_months(month, rng.randrange(3, 9)) - timedelta(days=1)


def _year_before(last_day: date) -> date:
    """The first day of the twelve months that end on `last_day`."""
    after = last_day + timedelta(days=1)
    return add_months(first_of_month(after), -12) + timedelta(days=min(after.day, 28) - 1)


def _number(code: str, starts: date) -> str:
    return f"PKS/{code[-2:]}/KC-{code[:4]}/{starts:%m%Y}"
