"""Rejected rows in the file's own columns with a reason column: mended, the file can be imported again."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import gettext as _

from ..models import ImportRun
from ..reading.headings import Headings
from ..reading.tables import Table
from ..writing import write_csv, write_xlsx
from .findings import rejected_lines
from .storage import store_file

LINE, REASON = "baris", "alasan_ditolak"

type Rejected = Iterator[tuple[int, list[str], str]]


def rejected_rows(table: Table, headings: Headings) -> Rejected:
    """(line, cells, reason) of every rejected row: the file is read a second time beside the lines, both ascending."""
    reasons = rejected_lines()
    wanted, reason = next(reasons, (None, ""))
    if wanted is None:
        return
    for line, cells in headings.body(table):
        if line == wanted:
            yield line, cells, reason
            wanted, reason = next(reasons, (None, ""))
            if wanted is None:
                return


def _sheet(headings: Headings, rejected: Rejected) -> tuple[list[str], Iterator[list]]:
    """Headings and rows as they are written out: the line, the file's own columns, the reason."""
    places = [place for place, name in enumerate(headings.row) if name.strip() not in (LINE, REASON)]
    own = [headings.row[place] or _("kolom_%(number)s") % {"number": place + 1} for place in places]
    rows = (
        [line, *(cells[place] if place < len(cells) else "" for place in places), reason]
        for line, cells, reason in rejected
    )
    return [LINE, *own, REASON], rows


def write_rejected(headings: Headings, rejected: Rejected, path: Path) -> None:
    """Write the rejected rows as XLSX or CSV, by the name of the file."""
    names, rows = _sheet(headings, rejected)
    if path.suffix.lower() == ".xlsx":
        with path.open("wb") as stream:
            write_xlsx(stream, names, rows, sheet="ditolak", text_columns=tuple(names[1:]))
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, names, rows)


def store_rejected(headings: Headings, rejected: Rejected, run: ImportRun) -> str:
    """Keep the rejected rows, encrypted, for download; return the stored name."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        write_rejected(headings, rejected, Path(file.name))
        return store_file(Path(file.name), run, part="ditolak")
