"""What a family owes, and how to make a kecamatan owe exactly what was published.

A person owes the month's contribution of the class for each month in arrears, at most 24 of them.
All rates are multiples of Rp 5,000: 35,000 is 7 of them, 100,000 is 20, and 7a + 20b reaches every whole
number. So every sum of whole Rp 5,000 is met by months alone, and no row needs an odd amount.
"""

from random import Random
from typing import Protocol

RATES = {1: 150_000, 2: 100_000, 3: 35_000}
BILLED_MONTHS_MAX = 24
_UNIT = 5_000
_NEAR = 1_000_000
_INVERSE_OF_7_MOD_20 = 3


class Debtor(Protocol):
    """What this file needs of a family."""

    klass: int
    months: int

    @property
    def size(self) -> int: ...


def amount_per_person(klass: int, months: int) -> int:
    return RATES[klass] * min(months, BILLED_MONTHS_MAX)


def amount_of(family: Debtor) -> int:
    return family.size * amount_per_person(family.klass, family.months)


def tune_to(total: int, families: list[Debtor], rng: Random) -> None:
    """Change months of families until together they owe exactly `total`."""
    gap = total - sum(map(amount_of, families))
    if gap % _UNIT:
        raise ValueError(f"{total} is no multiple of {_UNIT}")
    shuffled = rng.sample(families, len(families))
    gap = _come_near(gap, shuffled)
    _meet_exactly(gap // _UNIT, shuffled)


def _come_near(gap: int, families: list[Debtor]) -> int:
    for family in families * 12:
        if abs(gap) < _NEAR:
            return gap
        step = 1 if gap > 0 else -1
        if _has_room(family, step) and abs(gap) >= RATES[family.klass] * family.size:
            family.months += step
            gap -= step * RATES[family.klass] * family.size
    raise ValueError(f"the families cannot owe {gap} more")


def _meet_exactly(units: int, families: list[Debtor]) -> None:
    of_class_3 = (units * _INVERSE_OF_7_MOD_20 + 10) % 20 - 10
    of_class_2 = (units - 7 * of_class_3) // 20
    for klass, wanted in ((3, of_class_3), (2, of_class_2)):
        step = 1 if wanted > 0 else -1
        singles = [one for one in families if one.size == 1 and one.klass == klass and _has_room(one, step)]
        if len(singles) < abs(wanted):
            raise ValueError(f"too few families of one person in class {klass}")
        for family in singles[: abs(wanted)]:
            family.months += step


def _has_room(family: Debtor, step: int) -> bool:
    """Whether a month more or less changes what is owed and stays a case for a cadre."""
    return 4 < family.months <= BILLED_MONTHS_MAX and family.months + step <= BILLED_MONTHS_MAX
