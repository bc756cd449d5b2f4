"""Numbers that look like the real ones: cards, KK, NIK, phones, addresses. Each is issued once."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from .places import Kelurahan

# Where people of Jakarta were first registered, when not in their own kecamatan.
_OTHER_REGIONS = ("317301", "317504", "320105", "327103", "330214", "332205", "360302", "367106", "137102")
_ROADS = ("Raya", "Barat", "Timur", "Dalam", "Baru", "Indah", "Permai", "Selatan")
_LANES = ("Mawar", "Melati", "Kenanga", "Anggrek", "Cempaka", "Dahlia", "Flamboyan", "Bakti", "Swadaya")
_PREFIXES = ("0812", "0813", "0821", "0838", "0852", "0857", "0858", "0878", "0881", "0896")
_DAY_OF_WOMEN = 40


class Issuer:
    """Hands out identifiers; a second issuer with the same seed hands out the same ones."""

    def __init__(self, rng: Random, first_digits: str) -> None:
        """`first_digits` keeps the cards of two issuers apart."""
        self._rng = rng
        self._card_start = first_digits
        self._used: set[str] = set()

    def _once(self, make: Callable[[], str]) -> str:
        while (number := make()) in self._used:
            pass
        self._used.add(number)
        return number

    def card(self) -> str:
        return self._once(lambda: f"{self._card_start}{self._rng.randrange(10**9):09d}")

    def family_card(self, region: str, today: date) -> str:
        recorded = today - timedelta(days=self._rng.randrange(90, 15 * 365))
        return self._once(lambda: f"{region}{recorded:%d%m%y}{self._rng.randrange(1, 999):04d}")

    def nik(self, birth: date, sex: str, home: Kelurahan) -> str:
        region = home.region if self._rng.random() < 0.8 else self._rng.choice(_OTHER_REGIONS)
        day = birth.day + (_DAY_OF_WOMEN if sex == "P" else 0)
        start = f"{region}{day:02d}{birth:%m%y}"
        return self._once(lambda: f"{start}{self._rng.randrange(1, 90):04d}")

    def phone(self) -> str:
        return self._once(lambda: f"{self._rng.choice(_PREFIXES)}{self._rng.randrange(10**8):08d}")


def address(rng: Random, home: Kelurahan) -> str:
    number = rng.randrange(1, 180)
    if rng.random() < 0.45:
        return f"Gg. {rng.choice(_LANES)} {rng.randrange(1, 12)} No. {number}"
    return f"Jl. {home.name} {rng.choice(_ROADS)} No. {number}"


def born(rng: Random, today: date, age: int) -> date:
    """A birthday of someone who is `age` years old today."""
    return today - timedelta(days=age * 365 + age // 4 + rng.randrange(1, 360))


def virtual_account(card: str, *, mandiri: bool) -> str:
    return f"{'89888' if mandiri else '88888'}{card[-11:]}"
