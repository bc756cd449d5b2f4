"""Find the heading row, below whatever titles a report puts above it, and tell rows from totals."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from .cells import excel_column
from .columns import Column, heading_key
from .errors import HeadingsNotUnderstood

ROWS_LOOKED_AT = 50

_TOTAL = re.compile(r"(?:grand\s*|sub\s*-?\s*)?(?:jumlah|total)\b", re.IGNORECASE)
_FIRST_LETTERS = frozenset("JTSGjtsg")
_MIN_NUMBERED = 3


@dataclass(slots=True)
class Headings:
    """Where each known column stands. `positions` has the places of the columns that are present."""

    line_number: int
    row: list[str]
    columns: tuple[Column, ...]
    positions: dict[str, int]
    unknown: tuple[str, ...] = ()
    _identifying: tuple[int, ...] = field(default=(), repr=False)
    _first_letter: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Settle which columns a total row leaves empty: the identifiers, else the required ones."""
        marked = [column for column in self.columns if column.identifier]
        chosen = marked or [column for column in self.columns if column.required]
        self._identifying = tuple(self.positions[each.name] for each in chosen if each.name in self.positions)
        self._first_letter = _first_filled(self.row)[1][:1].casefold()

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the text of a column in a row; empty where the column or the cell is missing."""
        position = self.positions.get(name, len(row))
        return row[position] if position < len(row) else ""

    def body(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows of data out of all rows of the table."""
        for line_number, row in rows:
            if line_number > self.line_number and not self.is_skippable(row):
                yield line_number, row

    def is_skippable(self, row: Sequence[str]) -> bool:
        """Tell whether the row is blank, a total, the headings again, or the numbers of the columns."""
        position, first = _first_filled(row)
        if not first or _counts_columns(row, first):
            return True
        if first[0] in _FIRST_LETTERS and _TOTAL.match(first):
            return not any(row[each].strip() for each in self._identifying if position != each < len(row))
        return first[0].casefold() == self._first_letter and self._repeats(row)

    def _repeats(self, row: Sequence[str]) -> bool:
        pairs = ((self.cell(row, name), self.row[place]) for name, place in self.positions.items())
        return all(heading_key(cell) == heading_key(heading) for cell, heading in pairs)


def find_heading_row(
    rows: Iterable[tuple[int, list[str]]],
    columns: Sequence[Column],
    *,
    mapping: Mapping[str, str] | None = None,
) -> Headings:
    """Find the row among the first 50 that matches most required headings, then most headings.

    `mapping` is a branch's own: heading in the file → column name; it goes before the aliases.
    Raises `HeadingsNotUnderstood`. Takes at most 50 rows off an iterator; a table can be iterated
    again from its top with `Headings.body`.
    """
    known = _known_keys(columns, mapping or {})
    best = max(
        islice(rows, ROWS_LOOKED_AT),
        key=lambda numbered: _score(numbered[1], known),
        default=(0, []),
    )
    line_number, row = best
    found = [(position, known[key]) for position, key in enumerate(map(heading_key, row)) if key in known]
    if not found:
        raise HeadingsNotUnderstood(_nothing_found(columns))
    _refuse_duplicates(found)
    positions = {column.name: position for position, column in found}
    _refuse_missing(columns, positions)
    places = set(positions.values())
    unknown = tuple(cell.strip() for place, cell in enumerate(row) if place not in places and cell.strip())
    return Headings(line_number, row, tuple(columns), positions, unknown)


def _known_keys(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, Column]:
    by_name = {column.name: column for column in columns}
    known = {key: column for column in columns for key in column.keys}
    known |= {heading_key(column.name): column for column in columns}
    known |= {heading_key(heading): by_name[name] for heading, name in mapping.items() if name in by_name}
    known.pop("", None)
    return known


def _score(row: Sequence[str], known: Mapping[str, Column]) -> tuple[int, int]:
    """Count the different columns that the row names: the needed ones first, then all."""
    columns = {found.name: found for found in (known.get(heading_key(cell)) for cell in row) if found}
    needed = sum(1 for column in columns.values() if column.required or column.one_of)
    return needed, len(columns)


def _refuse_duplicates(found: Sequence[tuple[int, Column]]) -> None:
    counts = Counter(column.name for _position, column in found)
    name, count = counts.most_common(1)[0]
    if count > 1:
        places = ", ".join(excel_column(position) for position, column in found if column.name == name)
        message = _("Judul %(name)s muncul lebih dari sekali (kolom %(places)s); hapus atau ganti salah satunya.")
        raise HeadingsNotUnderstood(message % {"name": name, "places": places})


def _refuse_missing(columns: Sequence[Column], positions: Mapping[str, int]) -> None:
    missing = [column.name for column in columns if column.required and column.name not in positions]
    groups: dict[str, list[str]] = {}
    for column in columns:
        if column.one_of:
            groups.setdefault(column.one_of, []).append(column.name)
    lacking = [names for names in groups.values() if not any(name in positions for name in names)]
    missing += [_(" atau ").join(names) for names in lacking]
    if missing:
        message = _("Judul kolom wajib tidak ditemukan: %(names)s; tambahkan kolomnya atau perbaiki judulnya.")
        raise HeadingsNotUnderstood(message % {"names": ", ".join(missing)})


def _nothing_found(columns: Sequence[Column]) -> str:
    names = [column.name for column in columns if column.required] or [column.name for column in columns]
    message = _("Baris judul tidak ditemukan dalam %(count)s baris pertama; yang diperlukan: %(names)s.")
    return message % {"count": ROWS_LOOKED_AT, "names": ", ".join(names)}


def _first_filled(row: Sequence[str]) -> tuple[int, str]:
    for position, cell in enumerate(row):
        if text := cell.strip():
            return position, text
    return len(row), ""


def _counts_columns(row: Sequence[str], first: str) -> bool:
    """Recognise the row `1 2 3 …` or `(1) (2) (3) …` that official tables put under the headings."""
    if first not in ("1", "(1)"):
        return False
    numbers = [cell.strip().strip("()") for cell in row if cell.strip()]
    return len(numbers) >= _MIN_NUMBERED and numbers == [str(count + 1) for count in range(len(numbers))]
