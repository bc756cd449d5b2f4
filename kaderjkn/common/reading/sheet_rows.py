"""Rows of one worksheet part, streamed: plain runs by `plain_rows`, all else by `sheet_elements`."""

from collections.abc import Iterator, Mapping
from operator import itemgetter, lt

from django.utils.translation import gettext as _

from .archives import Archive, broken_file_errors, parse_pieces, safe_parser
from .cells import Row, numeric_text
from .errors import UnreadableFile
from .plain_rows import PlainRows
from .plain_xml import odd_pieces, shape
from .shared_strings import check_length
from .sheet_elements import Elements, Numeric

LAST_ROW = 1_048_576

_SHAPE = shape(b"sheetData", b"row")


class SheetRows:
    """One pass over a sheet. `hidden_columns` is known once the first row is.

    `numeric(raw, style)` renders a number; without it numbers need no regard to their style.
    """

    def __init__(
        self, archive: Archive, part: str, strings: Mapping[int, str], *, numeric: Numeric | None = None
    ) -> None:
        """Read nothing yet."""
        self._limits = archive.limits
        self._pieces = archive.pieces(part)
        self._parser = safe_parser()
        self._elements = Elements(self._parser, strings, numeric or _number, self._limits)
        self._plain = PlainRows(strings, self._limits.max_columns) if numeric is None else None
        self._last_row = 0

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Places of the columns that are hidden, among those that may be read at all."""
        return frozenset(self._elements.hidden_columns)

    def batches(self) -> Iterator[list[Row]]:
        """Yield (row number, cells) of rows with text, those of one piece of the part at a time."""
        elements, limit = self._elements, self._limits.max_cell_characters
        with broken_file_errors():
            for _piece in parse_pieces(self._parser, odd_pieces(self._pieces, _SHAPE, self._take)):
                check_length(elements.text, limit)
                check_length(elements.inline, limit)
                yield from self._finished()
            yield from self._finished()

    def _take(self, run: str) -> bool:
        """Read a run of plain rows, while `Elements` stands between two rows."""
        elements = self._elements
        if self._plain is None or elements.is_over or len(run) > self._limits.max_cell_characters:
            return False
        rows = self._plain.read(run)
        if rows is None:
            return False
        elements.row_number = rows[-1][0]
        elements.finished.extend(row for row in rows if row[1])
        return True

    def _finished(self) -> Iterator[list[Row]]:
        rows = self._elements.finished
        if rows:
            self._check_order(rows)
            self._elements.finished = []
            yield rows

    def _check_order(self, rows: list[Row]) -> None:
        """Refuse row numbers that do not ascend: who reads later finds a row again by its number."""
        numbers = [self._last_row, *map(itemgetter(0), rows)]
        self._last_row = numbers[-1]
        if self._last_row > LAST_ROW:
            raise ValueError(self._last_row)
        if not all(map(lt, numbers, numbers[1:])):
            message = _("Nomor baris dalam lembar ini tidak berurutan; buka di Excel, simpan ulang, lalu kirim lagi.")
            raise UnreadableFile(message)


def _number(raw: str, _style: str) -> str:
    return numeric_text(raw)
