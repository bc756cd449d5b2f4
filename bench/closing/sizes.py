"""How large the branches of the bench are: in full as issue 4 says, by default a tenth of it."""

from datetime import date
from typing import NamedTuple

MONTH, MONTHS_BEFORE = date(2026, 7, 1), 6
TENTH = 10


class Size(NamedTuple):
    """A branch: nine of ten households are cases, each has three members, four payments come on three cases."""

    cases: int
    cadres: int

    @property
    def households(self) -> int:
        return self.cases // 9 * 10

    @property
    def participants(self) -> int:
        return self.households * 3

    @property
    def payments(self) -> int:
        return self.cases * 4 // 3

    @property
    def areas(self) -> int:
        return self.cadres * 6 // 5


class Sizes(NamedTuple):
    """`small` and `large` are what the time per case is compared between."""

    month: Size
    small: Size
    large: Size
    night: Size
    branches: int


def sizes(*, full: bool) -> Sizes:
    """At a tenth the night has as many branches, each a tenth as large: the first and the last ten stay apart."""
    if full:
        return Sizes(Size(300_006, 500), Size(9_999, 50), Size(999_999, 500), Size(30_006, 50), 130)
    return Sizes(Size(30_006, 50), Size(9_999, 50), Size(99_999, 50), Size(3_006, 10), 130)
