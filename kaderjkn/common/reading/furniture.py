"""Rows that belong to the page and not to the data: totals, page numbers, headings and titles again.

A row that names a person is data whatever else it says; what is left out here is never reported.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from .columns import Column, heading_key
from .errors import ValueProblem
from .parsing import unwarned

_TOTAL = re.compile(r"(?:grand\s*|sub[\s-]*)?(?:jumlah|total)\b", re.IGNORECASE)
_NOTHING_ELSE = re.compile(
    rf"""{_TOTAL.pattern}
        (?:\s+(?:seluruhnya|keseluruhan|semua|total|umum|akhir|halaman|ini|peserta|keluarga|kk|orang|tagihan|tunggakan))*
        \s*[:=.]*
    | (?:halaman|hal|page)\b[\s.:]*[0-9]+ (?:\s*(?:dari|of|/)\s*[0-9]+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_COUNT = 9  # no identifier of a person is so short
_COUNT = re.compile(rf"[0-9.,]{{1,{_LONGEST_COUNT}}}(?:\s+[a-z]+)?", re.IGNORECASE)  # `1.250`, `12 KK`
_LETTER = re.compile(r"[^\W\d_]")
_MIN_NUMBERED = 3
_NUMBERS = ("0", "1", "12", "100")


class Furniture:
    """Knows the headings of one table, and by which columns its data can be told from totals.

    These are the identifiers; without any, the required columns that no total row fills with a sum.
    """

    def __init__(
        self,
        row: Sequence[str],
        columns: Sequence[Column],
        positions: Mapping[str, int],
        titles: Collection[Sequence[str]] = (),
    ) -> None:
        """Take the heading row, the columns that it has, and the rows above it."""
        present = [column for column in columns if column.name in positions]
        marked = [column for column in present if column.identifier]
        chosen = marked or [column for column in present if column.required and not _is_number(column)]
        self._identifying = {positions[column.name]: column for column in chosen}
        self._keys = {place: heading_key(_at(row, place)) for place in positions.values()}
        self._first_letter = _first(row)[:1].casefold()
        self._titles = frozenset(map(tuple, titles))

    def includes(self, row: Sequence[str]) -> bool:
        """Tell whether the row is no data."""
        if self._has_long_number(row):
            return False
        first = _first(row)
        if not first or _counts_columns(row, first) or tuple(row) in self._titles:
            return True
        if first[0].casefold() == self._first_letter and self._repeats(row):
            return True
        return not self._is_identified(row) and self._is_total(row)

    def _has_long_number(self, row: Sequence[str]) -> bool:
        """Tell at once of nearly every row that it is data: a card or a resident number stands in it."""
        width = len(row)
        for place in self._identifying:
            if place < width and len(row[place]) > _LONGEST_COUNT and row[place].isdigit():
                return True
        return False

    def _repeats(self, row: Sequence[str]) -> bool:
        return all(heading_key(_at(row, place)) == key for place, key in self._keys.items())

    def _is_identified(self, row: Sequence[str]) -> bool:
        """Tell whether a cell identifies the row: neither a label nor a count of rows."""
        for place in self._identifying:
            cell = _at(row, place).strip()
            if cell and not (_COUNT.fullmatch(cell) or _TOTAL.match(cell) or _NOTHING_ELSE.fullmatch(cell)):
                return True
        return False

    def _is_total(self, row: Sequence[str]) -> bool:
        """Judge the first words of the row: a label by itself, or `Total …` beside empty identifiers."""
        place, words = next(((place, cell.strip()) for place, cell in enumerate(row) if _LETTER.search(cell)), (-1, ""))
        if _NOTHING_ELSE.fullmatch(words):
            return True
        if not _TOTAL.match(words):
            return False
        others = [each for each in self._identifying if each != place]
        if not others and place in self._identifying and _accepts(self._identifying[place], words):
            return False  # a name that begins so, and nothing else to judge by
        return not any(_at(row, each).strip() for each in others)


def _accepts(column: Column, cell: str) -> bool:
    try:
        column.parse(cell)
    except ValueProblem:
        return False
    return True


def _is_number(column: Column) -> bool:
    """Tell whether the column holds something that can be summed up."""
    for number in _NUMBERS:
        try:
            value, _warning = unwarned(column.parse(number))
        except ValueProblem:
            continue
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    return False


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _first(row: Sequence[str]) -> str:
    for cell in row:
        if text := cell.strip():
            return text
    return ""


def _counts_columns(row: Sequence[str], first: str) -> bool:
    """Recognise the row `1 2 3 …` or `(1) (2) (3) …` that official tables put under the headings."""
    if first not in ("1", "(1)"):
        return False
    numbers = [cell.strip().strip("()") for cell in row if cell.strip()]
    return len(numbers) >= _MIN_NUMBERED and numbers == [str(count + 1) for count in range(len(numbers))]
