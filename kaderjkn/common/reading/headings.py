"""Find the heading row, below whatever titles a report puts above it, and map its columns."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from .cells import Row, excel_column
from .columns import Column, heading_key
from .errors import HeadingsNotUnderstood
from .furniture import Furniture

ROWS_LOOKED_AT = 50


@dataclass(slots=True)
class Headings:
    """Where each known column stands. `positions` has the places of the columns that are present.

    `unknown` are headings that nobody asked for; `hidden` the names of columns that the sheet hides,
    which are read all the same. `titles` are the rows above.
    """

    line_number: int
    row: list[str]
    columns: tuple[Column, ...]
    positions: dict[str, int]
    unknown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    titles: tuple[list[str], ...] = ()
    _furniture: Furniture = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Learn what on the following pages is no data."""
        self._furniture = Furniture(self.row, self.columns, self.positions, self.titles)

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the text of a column in a row; empty where the column or the cell is missing."""
        position = self.positions.get(name, len(row))
        return row[position] if position < len(row) else ""

    def body(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of data out of all rows of the table."""
        for line_number, row in rows:
            if line_number > self.line_number and not self.is_skippable(row):
                yield line_number, row

    def is_skippable(self, row: Sequence[str]) -> bool:
        """Tell whether the row is blank, a total, a page number, the headings or titles again."""
        return self._furniture.includes(row)


def find_heading_row(
    rows: Iterable[Row],
    columns: Sequence[Column],
    *,
    mapping: Mapping[str, str] | None = None,
    hidden: Collection[int] = (),
    at_line: int | None = None,
) -> Headings:
    """Find the row among the first 50 that matches most required headings, then most headings.

    `mapping` is a branch's own: heading in the file → column name; it goes before the aliases.
    `hidden` are the places of hidden columns: one gives way to a visible column of the same heading.
    `at_line` is the line that somebody chose instead. Raises `HeadingsNotUnderstood`. Takes at most
    50 rows off an iterator; a table can be iterated again from its top with `Headings.body`.
    """
    first_rows = list(islice(rows, ROWS_LOOKED_AT))
    known = _known_keys(columns, mapping or {})
    line_number, row = _best(first_rows, known) if at_line is None else _chosen(first_rows, at_line)
    found = [(position, known[key]) for position, key in enumerate(map(heading_key, row)) if key in known]
    if not found:
        raise HeadingsNotUnderstood(_nothing_found(columns, at_line))
    positions = _positions(found, hidden)
    _refuse_missing(columns, positions)
    places = {position for position, _column in found}
    return Headings(
        line_number,
        row,
        tuple(columns),
        positions,
        unknown=tuple(cell.strip() for place, cell in enumerate(row) if place not in places and cell.strip()),
        hidden=tuple(name for name, place in positions.items() if place in hidden),
        titles=tuple(title for line, title in first_rows if line < line_number),
    )


def _best(rows: Sequence[Row], known: Mapping[str, Column]) -> Row:
    return max(rows, key=lambda numbered: _score(numbered[1], known), default=(0, []))


def _chosen(rows: Sequence[Row], at_line: int) -> Row:
    for line_number, row in rows:
        if line_number == at_line:
            return line_number, row
    message = _("Baris judul %(line)s kosong atau bukan salah satu dari %(count)s baris pertama; pilih baris lain.")
    raise HeadingsNotUnderstood(message % {"line": at_line, "count": ROWS_LOOKED_AT})


def _known_keys(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, Column]:
    by_name = {column.name: column for column in columns}
    known = {key: column for column in columns for key in column.keys}
    known |= {heading_key(column.name): column for column in columns}
    known |= {heading_key(heading): by_name[name] for heading, name in mapping.items() if name in by_name}
    for heading in (heading for heading, name in mapping.items() if not name):  # said to be of no use
        known.pop(heading_key(heading), None)
    known.pop("", None)
    return known


def _score(row: Sequence[str], known: Mapping[str, Column]) -> tuple[int, int]:
    """Count the different columns that the row names: the needed ones first, then all."""
    columns = {found.name: found for found in (known.get(heading_key(cell)) for cell in row) if found}
    needed = sum(1 for column in columns.values() if column.required or column.one_of)
    return needed, len(columns)


def _positions(found: Sequence[tuple[int, Column]], hidden: Collection[int]) -> dict[str, int]:
    """Settle where each column stands; refuse a heading that stands at two places."""
    places: dict[str, list[int]] = {}
    for position, column in found:
        places.setdefault(column.name, []).append(position)
    for name, several in places.items():
        visible = [position for position in several if position not in hidden]
        if len(several) > 1 and len(visible) == 1:
            places[name] = visible
        elif len(several) > 1:
            letters = ", ".join(map(excel_column, several))
            message = _("Judul %(name)s muncul lebih dari sekali (kolom %(places)s); hapus atau ganti salah satunya.")
            raise HeadingsNotUnderstood(message % {"name": name, "places": letters})
    return {name: position for name, (position,) in places.items()}


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


def _nothing_found(columns: Sequence[Column], at_line: int | None) -> str:
    names = ", ".join([column.name for column in columns if column.required] or [column.name for column in columns])
    if at_line is not None:
        message = _("Baris %(line)s tidak memuat judul kolom yang dikenal; yang diperlukan: %(names)s.")
        return message % {"line": at_line, "names": names}
    message = _("Baris judul tidak ditemukan dalam %(count)s baris pertama; yang diperlukan: %(names)s.")
    return message % {"count": ROWS_LOOKED_AT, "names": names}
