"""Join table, headings and parsers: every data row with its values, problems and warnings."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from .columns import Column
from .errors import ValueProblem
from .headings import Headings
from .parsing import Warned


class CellNote(NamedTuple):
    """A sentence about one cell: why it cannot be taken, or what was done to it."""

    column: str
    message: str
    cell: str


class ParsedRow(NamedTuple):
    """A row of data. With any problem it is rejected; `values` then holds what could be read.

    `values` has every column whose heading is there; `cells` is the row as it stands in the file.
    """

    line_number: int
    values: dict[str, object]
    problems: list[CellNote]
    warnings: list[CellNote]
    cells: list[str]


def parse_rows(rows: Iterable[tuple[int, list[str]]], headings: Headings) -> Iterator[ParsedRow]:
    """Parse the rows of data below the headings; totals, blanks and repeated headings are left out."""
    positions = headings.positions
    plan = [(positions[each.name], each) for each in headings.columns if each.name in positions]
    for line_number, row in headings.body(rows):
        yield _parse(line_number, row, plan)


def _parse(line_number: int, row: list[str], plan: list[tuple[int, Column]]) -> ParsedRow:
    parsed = ParsedRow(line_number, {}, [], [], row)
    values, width = parsed.values, len(row)
    for position, column in plan:
        cell = row[position] if position < width else ""
        try:
            value = column.parse(cell)
        except ValueProblem as error:
            parsed.problems.append(CellNote(column.name, str(error), cell))
            continue
        if type(value) is Warned:
            parsed.warnings.append(CellNote(column.name, value.warning, cell))
            value = value.value
        if value is None and column.required and not column.may_be_blank:
            parsed.problems.append(CellNote(column.name, _("Kolom ini wajib diisi."), cell))
        values[column.name] = value
    return parsed
