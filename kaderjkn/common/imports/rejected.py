"""Rejected rows in the file's own columns with a reason column: mended, the file can be imported again."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import gettext as _

from ..models import ImportRun
from ..reading.headings import Headings
from ..reading.tables import Table
from ..writing import write_csv, write_xlsx
from .intake import Intake
from .storage import store_file

REASON = "alasan_ditolak"


def rejected_rows(table: Table, headings: Headings, intake: Intake) -> list[tuple[int, list[str], str]]:
    """(line, cells, reason) of every rejected row, read from the file a second time."""
    errors = intake.rejected()
    if not errors:
        return []
    return [
        (line, cells, "; ".join(dict.fromkeys(f"{issue.column}: {issue.message}" for issue in errors[line])))
        for line, cells in headings.body(table)
        if line in errors
    ]


def rejected_sheet(headings: Headings, rejected: list) -> tuple[list[str], list[list[str]]]:
    """Headings and rows as they are written out: the line, the file's own columns, the reason."""
    own = [name or _("kolom_%(number)s") % {"number": place + 1} for place, name in enumerate(headings.row)]
    width = len(own)
    rows = [[line, *(cells + [""] * width)[:width], reason] for line, cells, reason in rejected]
    return ["baris", *own, REASON], rows


def write_rejected(headings: Headings, rejected: list, path: Path) -> None:
    """Write the rejected rows as XLSX or CSV, by the name of the file."""
    names, rows = rejected_sheet(headings, rejected)
    if path.suffix.lower() == ".xlsx":
        with path.open("wb") as stream:
            write_xlsx(stream, names, rows, sheet="ditolak", text_columns=tuple(names[1:]))
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, names, rows)


def store_rejected(headings: Headings, rejected: list, run: ImportRun) -> str:
    """Keep the rejected rows, encrypted, for download; return the stored name."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        write_rejected(headings, rejected, Path(file.name))
        return store_file(Path(file.name), run, part="ditolak")
