"""Rows of data in batches, parsed column by column: what a list of a million rows is read with.

A cell that repeats is parsed once; a column whose cells all have the plain form of their parser (`Parser.plain`)
is not parsed at all. The result of each cell is the same as that of `rows.parse_rows`; a test holds them together.
Values come as text in the form of PostgreSQL's COPY, since that is where they go.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import compress
from typing import NamedTuple

from django.utils.translation import gettext as _

from .cells import NumericText
from .columns import Column
from .errors import ValueProblem
from .headings import Headings
from .parsing import unwarned

NULL = "\\N"
BATCH = 1000
_REMEMBERED = 20_000  # results kept per column
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Note(NamedTuple):
    """A sentence about one cell. A problem rejects the row, anything else is a warning."""

    line: int
    column: str
    rule: str
    is_problem: bool
    message: str


@dataclass(slots=True)
class Batch:
    """Good rows as columns of COPY text, by name, beside their line numbers; notes also of rejected rows."""

    read: int
    lines: list[str]
    columns: dict[str, list[str]]
    notes: list[Note] = field(default_factory=list)


def parse_batches(rows: Iterable[tuple[int, list[str]]], headings: Headings, size: int = BATCH) -> Iterator[Batch]:
    """Parse the rows of data below the headings, `size` at a time."""
    present = [column for column in headings.columns if column.name in headings.positions]
    plan = [(headings.positions[column.name], _ColumnReader(column)) for column in present]
    width = 1 + max((position for position, _reader in plan), default=0)
    for lines, cells in _chunks(rows, headings, size, width):
        yield _parse(lines, cells, plan)


def _chunks(rows, headings: Headings, size: int, width: int) -> Iterator[tuple[list[int], list[list[str]]]]:
    lines, cells = [], []
    start, is_skippable = headings.line_number, headings.is_skippable
    for line, row in rows:
        if line <= start:
            continue
        first = row[0]
        if not (len(first) > 9 and first.isdigit()) and is_skippable(row):
            continue  # an identifier in front: neither a total nor a heading, and worth not asking
        lines.append(line)
        cells.append(row if len(row) >= width else row + [""] * (width - len(row)))
        if len(lines) == size:
            yield lines, cells
            lines, cells = [], []
    if lines:
        yield lines, cells


def _parse(lines: list[int], cells: list[list[str]], plan: list[tuple[int, "_ColumnReader"]]) -> Batch:
    by_position = list(zip(*cells, strict=False))
    batch = Batch(len(lines), list(map(str, lines)), {})
    for position, reader in plan:
        batch.columns[reader.column.name] = reader.read(by_position[position], lines, batch.notes)
    rejected = {note.line for note in batch.notes if note.is_problem}
    if rejected:
        kept = [line not in rejected for line in lines]
        batch.lines = list(compress(batch.lines, kept))
        batch.columns = {name: list(compress(values, kept)) for name, values in batch.columns.items()}
    return batch


class _ColumnReader:
    """Parses the cells of one column and remembers what it has seen, apart for text and numeric cells."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._is_plain = getattr(column.parse, "are_plain", None)
        self._of_text = _Results(column)
        self._of_numbers = _Results(column)

    def read(self, cells: Sequence[str], lines: list[int], notes: list[Note]) -> list[str]:
        kinds = set(map(type, cells))
        if self._is_plain and kinds == {str} and self._is_plain(cells):
            values = list(cells)
            if "" in values:
                self._note_blanks(values, lines, notes)
                values = [value or NULL for value in values]
            return values
        return self._parsed(cells, kinds, lines, notes)

    def _parsed(self, cells: Sequence[str], kinds: set[type], lines: list[int], notes: list[Note]) -> list[str]:
        of_text, of_numbers = self._of_text.fresh(), self._of_numbers.fresh()
        if NumericText not in kinds:
            values = list(map(of_text.__getitem__, cells))
        else:
            values = [of_numbers[cell] if type(cell) is NumericText else of_text[cell] for cell in cells]
        if of_text.noted or of_numbers.noted:
            self._take_notes(cells, lines, notes)
        if NULL in values:
            self._note_blanks(values, lines, notes)
        return values

    def _take_notes(self, cells: Sequence[str], lines: list[int], notes: list[Note]) -> None:
        for line, cell in zip(lines, cells, strict=True):
            noted = (self._of_numbers if type(cell) is NumericText else self._of_text).noted
            if cell in noted:
                rule, is_problem, message = noted[cell]
                notes.append(Note(line, self.column.name, rule, is_problem, message))

    def _note_blanks(self, values: list[str], lines: list[int], notes: list[Note]) -> None:
        if self.column.required and not self.column.may_be_blank:
            noted = {note.line for note in notes if note.column == self.column.name and note.is_problem}
            message = _("Kolom ini wajib diisi.")
            notes += [
                Note(line, self.column.name, "required", True, message)
                for line, value in zip(lines, values, strict=True)
                if value in ("", NULL) and line not in noted
            ]


class _Results(dict):
    """cell → COPY text; `noted` has the sentence about those cells that have one."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self.noted: dict[str, tuple[str, bool, str]] = {}

    def fresh(self) -> "_Results":
        """Forget everything when it has become much."""
        if len(self) > _REMEMBERED:
            self.clear()
            self.noted.clear()
        return self

    def __missing__(self, cell: str) -> str:
        try:
            value, warning = unwarned(self._column.parse(cell))
        except ValueProblem as error:
            self.noted[cell] = (error.rule, True, str(error))
            value = None
        else:
            if warning:
                self.noted[cell] = ("adjusted", False, warning)
        self[cell] = text = copy_text(value)
        return text


def copy_text(value: object) -> str:
    """Write a value as COPY wants it in text format."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
