"""Arrears lists of any length: the first month, and the month after it. Streamed; the same for the same number.

A list of N rows is the beginning of any longer one. Next month 5 % of the households are changed (months, amount,
address or class), 0.4 % are gone and as many are new.
"""

from collections.abc import Iterator
from itertools import count
from random import Random
from typing import NamedTuple

from . import faults
from .households import SEED, VILLAGES, Household, address, household

COLUMNS = [
    *("no_kk", "noka", "nama", "kepala", "nik", "segmen", "kelas", "alamat", "rt", "rw"),
    *("kode_wilayah", "no_hp", "bulan_menunggak", "jml_tunggakan"),
]
CHANGED_EVERY, CHANGED_AT = 20, 7
GONE_EVERY, GONE_AT = 250, 11


class Row(NamedTuple):
    """Cells in the order of COLUMNS, numbers where Excel would hold one; `fault` is what was done to them."""

    cells: list[str | int]
    fault: str = ""

    @property
    def is_rejected(self) -> bool:
        return self.fault in faults.REJECTED


def first_month(rows: int) -> Iterator[Row]:
    """Exactly so many rows; every 200th or so is bad, each kind in turn."""
    for family, size in _families(rows):
        yield from _rows_of(family, size)


def next_month(rows: int) -> Iterator[Row]:
    """The list a month later; about as many rows."""
    last = gone = 0
    for family, size in _families(rows):
        last = family.number
        if is_gone(family.number):
            gone += 1
            continue
        yield from _rows_of(changed(family) if is_changed(family.number) else family, size)
    for number in range(last + 1, last + 1 + gone):
        new = family_of(number)
        yield from _rows_of(new, len(new.members))


def is_changed(number: int) -> bool:
    return number % CHANGED_EVERY == CHANGED_AT


def is_gone(number: int) -> bool:
    """Whether the household is not on the next list; one whose card is also in another family stays."""
    return number % GONE_EVERY == GONE_AT and not faults.is_hit(number + 1)


def changed(family: Household) -> Household:
    """The household as it stands a month later: another month, a part paid, moved, or in another class."""
    kind = family.number // CHANGED_EVERY % 4
    rng = Random(family.number * 1_000_003 + SEED + 1)
    if kind == 0:
        return family._replace(months=family.months + 1)
    if kind == 1:
        return family._replace(months=family.months // 2 or 3)
    if kind == 2:
        return family._replace(address=address(rng) + "A", area=rng.choice(VILLAGES))
    return family._replace(care_class=family.care_class % 3 + 1)


def _families(rows: int) -> Iterator[tuple[Household, int]]:
    """Households with the number of their members that are listed: the last one is cut to length."""
    for number in count():
        if rows <= 0:
            return
        family = family_of(number)
        yield family, min(rows, len(family.members))
        rows -= len(family.members)


def family_of(number: int) -> Household:
    """The household of that number as the first list has it."""
    return household(number, at_least=2 if faults.is_hit(number) else 1)


def _rows_of(family: Household, size: int) -> Iterator[Row]:
    rows = [Row(_cells(family, position)) for position in range(size)]
    if size > 1 and faults.is_hit(family.number):
        faults.spoil(family.number, rows)
    return iter(rows)


def _cells(family: Household, position: int) -> list[str | int]:
    member = family.members[position]
    return [
        family.family_card,
        member.card,
        member.name,
        "T" if position else "Y",
        member.nik,
        family.segment,
        family.care_class,
        family.address,
        family.rt,
        family.rw,
        family.area,
        family.phone,
        family.months,
        family.amount_per_member,
    ]
