"""Tables as files: CSV in the ways in which branches save it, and XLSX.

Nothing in a file depends on the time of writing, so the same demo gives the same bytes.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

Row = Sequence[object]
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - a property inside the file, never compared


@dataclass(frozen=True, slots=True)
class Style:
    """How a branch's spreadsheet program saved a list."""

    delimiter: str = ","
    encoding: str = "utf-8"
    dates: str = "%Y-%m-%d"
    dotted_amounts: bool = False
    quoted_numbers: bool = False
    title: bool = False
    xlsx: bool = False

    @property
    def suffix(self) -> str:
        return ".xlsx" if self.xlsx else ".csv"

    def amount(self, amount: int) -> str | int:
        return f"{amount:,}".replace(",", ".") if self.dotted_amounts else amount

    def day(self, day: date) -> str | date:
        return day if self.xlsx else day.strftime(self.dates)

    def number(self, number: str) -> str:
        """An identifier, behind the apostrophe that keeps a spreadsheet from eating its zeros."""
        return f"'{number}" if self.quoted_numbers and number else number


PLAIN = Style()


def write_table(
    path: Path, headings: Sequence[str], rows: Iterable[Row], style: Style = PLAIN, title: str = ""
) -> Path:
    """Write headings and rows, under a title row and an empty one where the style has them."""
    lines: list[Row] = [[title], []] if style.title else []
    lines.append(headings)
    if style.xlsx:
        _write_xlsx(path, lines, rows)
    else:
        with path.open("w", encoding=style.encoding, newline="") as file:
            writer = csv.writer(file, delimiter=style.delimiter, lineterminator="\r\n")
            writer.writerows(lines)
            writer.writerows(rows)
    return path


def _write_xlsx(path: Path, lines: list[Row], rows: Iterable[Row]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        day_format = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Tunggakan")
        for number, row in enumerate([*lines, *rows]):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day_format)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value)
