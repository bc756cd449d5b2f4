"""The invented places of the bench: 40 kecamatan with 430 kelurahan under "Kab. Bogor" (32.01)."""

from itertools import cycle
from typing import NamedTuple

from .words import PLACE_ENDS, PLACE_STARTS

CITY = "32.01"
DISTRICTS = 40
DISTRICTS_OF_ELEVEN = 30  # the other ten have ten kelurahan


class Place(NamedTuple):
    code: str
    name: str
    level: str


def district_codes() -> list[str]:
    return [f"{CITY}.{number:02d}" for number in range(1, DISTRICTS + 1)]


def village_codes() -> list[str]:
    """Kemendagri codes of the kelurahan, in the order of the codes."""
    return [
        f"{district}.{2001 + place:04d}"
        for position, district in enumerate(district_codes())
        for place in range(11 if position < DISTRICTS_OF_ELEVEN else 10)
    ]


def places() -> list[Place]:
    """All of them, the larger before the smaller; names repeat after 324 places, as those of real kelurahan do."""
    names = cycle(f"{start}{end}" for end in PLACE_ENDS for start in PLACE_STARTS)
    above = [Place("32", "Jawa Barat", "provinsi"), Place(CITY, "Kab. Bogor", "kota")]
    districts = [Place(code, next(names), "kecamatan") for code in district_codes()]
    return above + districts + [Place(code, next(names), "kelurahan") for code in village_codes()]
