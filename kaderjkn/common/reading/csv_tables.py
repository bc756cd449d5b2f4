"""CSV files as tables: encoding and delimiter are found by looking at the file, never asked for."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Self

from django.utils.translation import gettext as _

from .csv_dialects import find_encoding, sniff_delimiter
from .errors import UnreadableFile
from .limits import Limits

_SAMPLE_CHARACTERS = 64 * 1024


class CsvTable:
    """A CSV file; see `tables.Table`. The line number is the physical line where a record starts."""

    is_xlsx = False
    sheet_names: tuple[str, ...] = ()
    sheet: str | None = None
    hidden_columns: frozenset[int] = frozenset()

    def __init__(self, path: Path, *, limits: Limits) -> None:
        """Read through the bytes once, to settle the encoding and to refuse binary content."""
        self.path, self.limits = path, limits
        self.encoding = find_encoding(path)
        with self._open_text() as stream:
            sample = stream.read(_SAMPLE_CHARACTERS)
        if not sample.strip():
            raise UnreadableFile(_("Berkas ini kosong; kirim ulang berkas yang berisi data."))
        self.delimiter, self._lines_before = sniff_delimiter(sample, whole=len(sample) < _SAMPLE_CHARACTERS)

    def __enter__(self) -> Self:
        """Return the table itself."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Do nothing more than `close`."""
        self.close()

    def close(self) -> None:
        """Do nothing: the file is open only while it is iterated."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line number, cells) of every record that holds text."""
        taken, limits = 0, self.limits
        for line_number, row in self._records():
            if not any(row):
                continue
            taken += 1
            if taken > limits.max_rows:
                message = _("Berkas ini berisi lebih dari %(limit)s baris; bagi menjadi beberapa berkas.")
                raise UnreadableFile(message % {"limit": limits.max_rows})
            if len(row) > limits.max_columns:
                _cut(row, line_number, limits.max_columns)
            yield line_number, row

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Read records with the line on which each starts; see `_check_quotes` for quotes."""
        lines: list[str] = []
        start = self._lines_before + 1
        with self._open_text() as stream:
            for _skipped in range(self._lines_before):
                next(stream)
            reader = csv.reader(_remembered(stream, lines), delimiter=self.delimiter)
            try:
                for row in reader:
                    if len(lines) > 1:
                        _check_quotes(lines, self.delimiter)
                    yield start, row
                    start += len(lines)
                    lines.clear()
            except csv.Error as error:
                raise UnreadableFile(_quote_message() % {"line": start}) from error

    def _open_text(self) -> IO[str]:
        return self.path.open(encoding=self.encoding, newline="")


def _remembered(stream: Iterable[str], lines: list[str]) -> Iterator[str]:
    """Pass lines on and keep those of the current record."""
    for line in stream:
        lines.append(line)
        yield line


def _check_quotes(lines: list[str], delimiter: str) -> None:
    """Raise `csv.Error` if a record of many lines is so only because a quote was left open.

    Without this, one stray quote would swallow the rows up to the next one without a word.
    """
    for _row in csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter, strict=True):
        pass


def _quote_message() -> str:
    return _("Tanda kutip pada baris %(line)s tidak ditutup atau selnya terlalu panjang; perbaiki barisnya.")


def _cut(row: list[str], line_number: int, limit: int) -> None:
    """Drop empty cells beyond the widest allowed column; refuse text there."""
    if any(row[limit:]):
        message = _("Baris %(line)s berisi lebih dari %(limit)s kolom; hapus kolom yang tidak diperlukan.")
        raise UnreadableFile(message % {"line": line_number, "limit": limit})
    del row[limit:]
