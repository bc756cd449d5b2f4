"""Open a CSV or XLSX file as a table of text rows, chosen by its content and not by its name."""

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, Self

from django.utils.translation import gettext as _

from .cells import Row
from .csv_tables import CsvTable
from .errors import UnreadableFile
from .limits import DEFAULT_LIMITS, MEGABYTE, Limits
from .xlsx_tables import XlsxTable

__all__ = ["DEFAULT_LIMITS", "Limits", "Row", "Table", "open_table"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"<body")
_KNOWN_BINARY = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Table(Protocol):
    """Rows of one sheet. Iterating starts at the top each time and holds one row in memory.

    A row is (line number in the file, cells); rows without any text are left out. Cells are `str`,
    or `NumericText` where the spreadsheet held a number; a row may be shorter than the headings.
    Line numbers ascend. `hidden_columns` are places of columns, which are read like the others.
    Iterating raises `UnreadableFile` where the file turns out to be broken.
    """

    is_xlsx: bool
    sheet_names: tuple[str, ...]
    sheet: str | None

    @property
    def hidden_columns(self) -> frozenset[int]: ...
    def __iter__(self) -> Iterator[Row]: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *exc_info: object) -> None: ...
    def close(self) -> None: ...


def open_table(path: str | Path, *, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Table:
    """Open the file, or raise `UnreadableFile` with a sentence that says what to do.

    `sheet` names a sheet of an XLSX file; without it the first visible one is taken. A CSV file has
    no sheets and ignores it. Use it in a `with`, so that temporary files go.
    """
    path = Path(path)
    start = _checked_start(path, limits)
    if start.startswith(_ZIP):
        return XlsxTable(path, sheet=sheet, limits=limits)
    _refuse_other_formats(path, start)
    return CsvTable(path, limits=limits)


def _checked_start(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(1024)
    except OSError as error:
        message = _("Berkas %(name)s tidak dapat dibuka; periksa nama dan izin bacanya.")
        raise UnreadableFile(message % {"name": path.name}) from error
    if not start:
        raise UnreadableFile(_("Berkas ini kosong; kirim ulang berkas yang berisi data."))
    if size > limits.max_bytes:
        message = _("Berkas ini lebih besar dari %(limit)s MB; bagi menjadi beberapa berkas.")
        raise UnreadableFile(message % {"limit": limits.max_bytes // MEGABYTE})
    return start


def _refuse_other_formats(path: Path, start: bytes) -> None:
    if start.startswith(_OLE):
        raise UnreadableFile(_ole_message(path))
    if start.startswith(_KNOWN_BINARY):
        raise UnreadableFile(_("Berkas ini bukan lembar kerja; kirim berkas XLSX atau CSV."))
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        message = _("Berkas ini halaman web atau XML; buka di Excel lalu simpan sebagai XLSX.")
        raise UnreadableFile(message)


def _ole_message(path: Path) -> str:
    """Tell a password-protected XLSX from an old XLS: both come in the same container."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        protected = content.find(_ENCRYPTED) >= 0
    if protected:
        return _("Berkas ini dilindungi kata sandi; buka di Excel, hapus kata sandinya, lalu simpan ulang.")
    return _("Berkas ini berformat Excel lama (.xls); buka di Excel lalu simpan sebagai XLSX.")
