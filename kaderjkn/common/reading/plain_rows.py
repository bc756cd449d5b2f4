"""Runs of plain rows, as all spreadsheet programs write them, read by one regular expression.

What is not exactly of that form gives None, and expat reads the run instead (see `plain_xml`).
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from .cells import Row, boolean_text, excel_column, numeric_text
from .plain_xml import TEXT

_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<>&]*")*'
_FORMULA = rf"(?:<f{_ATTRIBUTES}(?: ?/>|>{TEXT}</f>)(?=<v>[^<]))?"  # one that was calculated
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]+"(?: s="[0-9]+")?(?: t="(?:(inlineStr)|([a-z]+))")?'
    rf'(?: ?/>|></c>|>(?(2)<is><t(?: xml:space="preserve")?>|{_FORMULA}<v>)({TEXT})(?(2)</t></is>|</v>)</c>)'
)
_STRIDE = 5  # what stands between two cells, and the four groups of a cell
_ROW = re.compile(rf'<row r="([0-9]{{1,7}})"{_ATTRIBUTES}></row>')
_NUMBERS_REMEMBERED = 50_000  # more than there are birthdays


class PlainRows:
    """Reads runs of rows of one sheet, whose numbers need no regard to their style."""

    def __init__(self, strings: Mapping[int, str], max_columns: int) -> None:
        """Take the shared strings and the widest allowed row."""
        self._strings, self._numbers = strings, _Numbers()
        self._letters = [excel_column(column) for column in range(max_columns)]
        self._columns = {letters: column for column, letters in enumerate(self._letters)}

    def read(self, run: str) -> list[Row] | None:
        """Return the rows, also those without text; None where the run is not plain throughout."""
        parts = _CELL.split(run)
        betweens = parts[::_STRIDE]
        numbers = _ROW.split("".join(betweens))
        starts = [place for place, between in enumerate(betweens) if between]
        if any(numbers[::2]) or len(starts) != len(numbers) // 2 + 1 or "_x" in run:
            return None
        letters, values = parts[1::_STRIDE], self._values(parts)
        rows = []
        for number, (start, end) in zip(numbers[1::2], pairwise(starts), strict=True):
            cells = self._in_place(letters[start:end], values[start:end])
            if cells is None:
                return None
            rows.append((int(number), cells))
        return rows

    def _values(self, parts: list[str]) -> list[str]:
        strings, numbers = self._strings, self._numbers
        kinds = zip(parts[2::_STRIDE], parts[3::_STRIDE], parts[4::_STRIDE], strict=True)
        return [
            ""
            if not raw
            else strings[int(raw)]
            if kind == "s"
            else raw
            if inline
            else numbers[raw]
            if kind is None or kind == "n"
            else boolean_text(raw)
            if kind == "b"
            else raw
            for inline, kind, raw in kinds
        ]

    def _in_place(self, letters: list[str], values: list[str]) -> list[str] | None:
        """Put the values into their columns; None for a row that expat must judge."""
        if letters != self._letters[: len(letters)]:
            return self._spread(letters, values)
        while values and not values[-1]:
            values.pop()
        return values

    def _spread(self, letters: list[str], values: list[str]) -> list[str] | None:
        cells: list[str] = []
        for name, value in zip(letters, values, strict=True):
            if value:
                missing = self._columns.get(name, -1) - len(cells)
                if missing < 0:
                    return None
                if missing:
                    cells.extend([""] * missing)
                cells.append(value)
        return cells


class _Numbers(dict[str, str]):
    """Numbers as they are shown, by their stored form; most of a table's numbers repeat."""

    def __missing__(self, raw: str) -> str:
        if len(self) >= _NUMBERS_REMEMBERED:
            self.clear()
        text = self[raw] = numeric_text(raw)
        return text
