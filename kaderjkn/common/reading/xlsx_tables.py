"""XLSX files as tables, read by our own streaming reader.

The usual readers lose digits of long numbers, hold the whole sheet, or can be killed by a small
hostile file (LIBRARIES: a cell at XFD1048576 makes one of them ask for 512 GB).
"""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Self

from django.utils.translation import gettext as _

from .archives import Archive
from .cells import NumericText, Row, numeric_text
from .errors import UnreadableFile
from .limits import Limits
from .shared_strings import SharedStrings, read_shared_strings
from .sheet_elements import Numeric
from .sheet_rows import SheetRows
from .spools import Spool
from .workbooks import Workbook, date_styles, read_workbook

DAYS_FROM_1900_TO_1904 = 1462


class XlsxTable:
    """One sheet of an XLSX file; see `tables.Table`. The line number is the row number in Excel.

    Dates stay serial numbers (days since 1900, also from files of the 1904 system); the parser of
    the column knows whether a number is a date. The first complete iteration leaves the rows in a
    temporary file for the later ones; one that was abandoned leaves nothing.
    """

    is_xlsx = True

    def __init__(self, path: Path, *, sheet: str | None, limits: Limits) -> None:
        """Open the container, choose the sheet; the cells wait for the first iteration."""
        self.limits = limits
        self._strings: SharedStrings | None = None
        self._hidden: frozenset[int] | None = None
        self._spool: Spool | None = None
        self._archive = Archive(path, limits)
        try:
            self._workbook: Workbook = read_workbook(self._archive)
            chosen = self._workbook.chosen(sheet)
        except BaseException:
            self._archive.close()
            raise
        self.sheet: str | None = chosen.name
        self.sheet_names = tuple(each.name for each in self._workbook.sheets)
        self._part = chosen.part

    def __enter__(self) -> Self:
        """Return the table itself."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Do nothing more than `close`."""
        self.close()

    def close(self) -> None:
        """Close the file and drop the temporary ones; twice does no harm."""
        self._archive.close()
        for temporary in (self._strings, self._spool):
            if temporary is not None:
                temporary.close()
        self._strings = self._spool = None

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Places of the hidden columns; reads the start of the sheet if nothing was read so far."""
        if self._hidden is None:
            next(iter(self), None)
        return self._hidden or frozenset()

    def __iter__(self) -> Iterator[Row]:
        """Yield (row number, cells) of every row that holds text."""
        taken, limit = 0, self.limits.max_rows
        for batch in self._spooling() if self._spool is None else self._spool.batches():
            yield from batch[: limit - taken]
            taken += len(batch)
            if taken > limit:
                message = _("Lembar ini berisi lebih dari %(limit)s baris; bagi menjadi beberapa berkas.")
                raise UnreadableFile(message % {"limit": limit})

    def _spooling(self) -> Iterator[list[Row]]:
        """Read the sheet and keep its rows on the way; only a complete pass leaves them for the next."""
        with ExitStack() as stack:
            spool, is_whole = Spool(), True
            stack.callback(spool.close)
            for batch in self._batches():
                is_whole = is_whole and spool.add(batch)
                yield batch
            if is_whole and self._spool is None:
                stack.pop_all()
                self._spool = spool

    def _batches(self) -> Iterator[list[Row]]:
        if self._strings is None:
            self._strings = read_shared_strings(self._archive, self._workbook.shared_strings)
        rows = SheetRows(self._archive, self._part, self._strings, numeric=self._numeric())
        for batch in rows.batches():
            self._hidden = rows.hidden_columns
            yield batch
        self._hidden = rows.hidden_columns
        self._strings.finish()

    def _numeric(self) -> Numeric | None:
        if not self._workbook.is_1904:
            return None
        return partial(_number_of_1904, date_styles(self._archive, self._workbook.styles))


def _number_of_1904(styles: frozenset[str], raw: str, style: str) -> str:
    """Shift the days of a file made on an old Mac, so that all dates count from 1900."""
    text = numeric_text(raw)
    if style not in styles or not isinstance(text, NumericText):
        return text
    whole, point, fraction = text.partition(".")
    if not whole.isdigit():
        return text
    return NumericText(f"{int(whole) + DAYS_FROM_1900_TO_1904}{point}{fraction}")
