"""XLSX files as tables, read by our own streaming reader.

The usual readers lose digits of long numbers, hold the whole sheet, or can be killed by a small
hostile file (LIBRARIES: a cell at XFD1048576 makes one of them ask for 512 GB).
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Self

from django.utils.translation import gettext as _

from .archives import Archive
from .cells import NumericText, numeric_text
from .errors import UnreadableFile
from .limits import Limits
from .shared_strings import SharedStrings, read_shared_strings
from .sheet_rows import Numeric, read_rows
from .workbooks import Workbook, date_styles, read_workbook

DAYS_FROM_1900_TO_1904 = 1462


class XlsxTable:
    """One sheet of an XLSX file; see `tables.Table`. The line number is the row number in Excel.

    Dates stay serial numbers (days since 1900, also from files of the 1904 system); the parser of
    the column knows whether a number is a date.
    """

    is_xlsx = True

    def __init__(self, path: Path, *, sheet: str | None, limits: Limits) -> None:
        """Open the container, choose the sheet; the cells wait for the first iteration."""
        self.limits = limits
        self._strings: SharedStrings | None = None
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
        """Close the file and drop the temporary one; twice does no harm."""
        self._archive.close()
        if self._strings is not None:
            self._strings.close()
            self._strings = None

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (row number, cells) of every row that holds text."""
        limit, string_at, numeric = self.limits.max_rows, self._string_at(), self._numeric()
        rows = read_rows(self._archive, self._part, string_at=string_at, numeric=numeric, limits=self.limits)
        for taken, row in enumerate(rows):
            if taken == limit:
                message = _("Lembar ini berisi lebih dari %(limit)s baris; bagi menjadi beberapa berkas.")
                raise UnreadableFile(message % {"limit": limit})
            yield row

    def _string_at(self) -> Callable[[int], str]:
        if self._strings is None:
            self._strings = read_shared_strings(self._archive, self._workbook.shared_strings)
        return self._strings.finish()

    def _numeric(self) -> Numeric:
        if not self._workbook.is_1904:
            return _number
        return partial(_number_of_1904, date_styles(self._archive, self._workbook.styles))


def _number(raw: str, _style: str) -> str:
    return NumericText(raw) if raw.isdigit() and raw.isascii() else numeric_text(raw)


def _number_of_1904(styles: frozenset[str], raw: str, style: str) -> str:
    """Shift the days of a file made on an old Mac, so that all dates count from 1900."""
    text = numeric_text(raw)
    if style not in styles or not isinstance(text, NumericText):
        return text
    whole, point, fraction = text.partition(".")
    if not whole.isdigit():
        return text
    return NumericText(f"{int(whole) + DAYS_FROM_1900_TO_1904}{point}{fraction}")
