"""Tables to CSV, XLSX and JSON, in bounded memory and safe to open in a spreadsheet program.

Rows may come from a generator. Numbers stay numbers; identifiers are passed as `str` and stay text.
Yes and no become Y and T, dates become ISO, and a text that a spreadsheet would run as a formula is
disarmed (CSV: an apostrophe before it; XLSX: every text is written as text).
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Protocol

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

BOM = "\ufeff"
XLSX_MAX_ROWS = 1_048_576
XLSX_MAX_CHARACTERS = 32_767
XLSX_MAX_DIGITS = 15  # what Excel keeps of a number

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_WORKBOOK_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

type Headings = Sequence[str]
type Rows = Iterable[Sequence[object]]


class Stream(Protocol):
    """What takes bytes (a file, an `HttpResponse`), or a text stream such as a command's `stdout`."""

    def write(self, content: bytes, /) -> object: ...


def _write_lines(stream: Stream, lines: Iterable[str]) -> None:
    is_text = isinstance(stream, io.TextIOBase)
    for line in lines:
        stream.write(line if is_text else line.encode())


def write_csv(stream: Stream, headings: Headings, rows: Rows, *, bom: bool = False) -> None:
    """Write UTF-8; `bom` makes Excel see the encoding on a double click."""
    _write_lines(stream, csv_lines(headings, rows, bom=bom))


def csv_lines(headings: Headings, rows: Rows, *, bom: bool = False) -> Iterator[str]:
    """Yield the lines of a CSV file, each with its line break, for answers that are streamed."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield (BOM if bom else "") + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([_csv_value(value) for value in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def disarmed(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula."""
    if text.startswith(_DANGEROUS) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def _csv_value(value: object) -> object:
    shown = _plain(value)
    return disarmed(shown) if isinstance(shown, str) else shown


def _plain(value: object) -> object:
    """Return numbers and None as they are, everything else as the text to be shown."""
    if isinstance(value, bool):
        return "Y" if value else "T"
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def write_json(stream: Stream, headings: Headings, rows: Rows) -> None:
    """Write a list with one object per row, a line each; Decimal as number, dates as ISO text."""
    _write_lines(stream, _json_lines(headings, rows))


def _json_lines(headings: Headings, rows: Rows) -> Iterator[str]:
    """Yield whole lines; the comma waits until it is known that another row follows."""
    yield "[\n"
    waiting = ""
    for row in rows:
        if waiting:
            yield f"{waiting},\n"
        waiting = json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False, default=_json_value)
    if waiting:
        yield f"{waiting}\n"
    yield "]\n"


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def write_xlsx(
    stream: IO[bytes], headings: Headings, rows: Rows, *, sheet: str, text_columns: Iterable[str] = ()
) -> None:
    """Write one sheet with a fixed, bold heading row; more sheets follow where Excel's rows run out.

    `text_columns` are stored as text even if a row holds an int, and stay text when they are edited.
    Numbers of more than 15 digits are always stored as text, since Excel would change them.
    """
    with xlsxwriter.Workbook(stream, _WORKBOOK_OPTIONS) as workbook:
        book = _Book(workbook, headings, sheet, set(text_columns))
        for row in rows:
            book.add(row)


class _Book:
    """The sheets of one file, opened as the rows need them."""

    def __init__(self, workbook: xlsxwriter.Workbook, headings: Headings, sheet: str, texts: set[str]) -> None:
        self._workbook, self._headings, self._sheet = workbook, headings, sheet
        self._texts = [heading in texts for heading in headings]
        self._bold = workbook.add_format({"bold": True})
        self._text = workbook.add_format({"num_format": "@"})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._sheets = 0
        self._open_sheet()

    def add(self, row: Sequence[object]) -> None:
        """Write the next row."""
        if self._row == XLSX_MAX_ROWS:
            self._open_sheet()
        for column, value in enumerate(row):
            if value is not None:
                self._writer(value, is_text=self._texts[column])(self._row, column, value)
        self._row += 1

    def _open_sheet(self) -> None:
        self._sheets += 1
        self._page: Worksheet = self._workbook.add_worksheet(sheet_name(self._sheet, self._sheets))
        for column, heading in enumerate(self._headings):
            width = max(10, len(heading) + 2)
            self._page.set_column(column, column, width, self._text if self._texts[column] else None)
        self._page.freeze_panes(1, 0)
        self._row = 0
        for column, heading in enumerate(self._headings):
            self._page.write_string(0, column, heading, self._bold)
        self._row = 1

    def _writer(self, value: object, *, is_text: bool) -> Callable[[int, int, object], object]:
        if is_text or isinstance(value, str | bool):
            return self._write_text
        if isinstance(value, int | float | Decimal):
            return self._write_number
        if isinstance(value, datetime):
            return self._write_moment
        return self._write_day if isinstance(value, date) else self._write_text

    def _write_text(self, row: int, column: int, value: object) -> None:
        """Write text, cut to what a cell of Excel holds: a longer one would make the file broken."""
        text = value if isinstance(value, str) else str(_plain(value))
        if len(text) > XLSX_MAX_CHARACTERS:
            text = text[: XLSX_MAX_CHARACTERS - 1] + "…"
        self._page.write_string(row, column, text, self._text if self._texts[column] else None)

    def _write_number(self, row: int, column: int, value: object) -> None:
        is_long = isinstance(value, int) and len(str(abs(value))) > XLSX_MAX_DIGITS
        if is_long or value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 -- NaN
            self._write_text(row, column, value)
        else:
            self._page.write_number(row, column, value)

    def _write_day(self, row: int, column: int, value: object) -> None:
        self._page.write_datetime(row, column, value, self._day)

    def _write_moment(self, row: int, column: int, value: object) -> None:
        """Write a naive time as a date of Excel; an aware one, which Excel does not know, as text."""
        if value.tzinfo is not None:
            self._write_text(row, column, value)
        else:
            self._page.write_datetime(row, column, value, self._moment)


def sheet_name(name: str, number: int = 1) -> str:
    """Make a name that Excel accepts: 31 letters, without brackets, slashes and colons."""
    ending = f" {number}" if number > 1 else ""
    plain = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", name).split()) or "Data"
    return plain[: 31 - len(ending)] + ending
