"""Lists as files: what is uploaded (CSV, XLSX), and the rows that a floor copies."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from .lists import COLUMNS, Row
from .workbooks import Workbook

VOCABULARY = {COLUMNS.index(name) for name in ("nama", "kepala", "segmen", "rt", "rw", "kode_wilayah")}


class ListFiles(NamedTuple):
    """One list. `floor` has the rows that are taken, each after its line in the other files, without headings."""

    csv: Path
    floor: Path
    xlsx: Path | None
    rows: int
    good: int


def write_list(rows: Iterable[Row], folder: Path, name: str, *, workbook: bool = False) -> ListFiles:
    """Write all files of a list in one pass."""
    paths = [folder / f"{name}.csv", folder / f"{name}-floor.csv", folder / f"{name}.xlsx" if workbook else None]
    with ExitStack() as stack:
        plain, floor = (stack.enter_context(open_csv(path)) for path in paths[:2])
        book = stack.enter_context(Workbook(paths[2], COLUMNS, VOCABULARY)) if workbook else None
        plain.writerow(COLUMNS)
        line, good = 1, 0
        for line, row in enumerate(rows, start=2):
            plain.writerow(row.cells)
            if book:
                book.write_row(row.cells)
            if not row.is_rejected:
                good += 1
                floor.writerow([line, *row.cells])
    return ListFiles(*paths, rows=line - 1, good=good)


@contextmanager
def open_csv(path: Path) -> Iterator:
    """A writer of comma separated rows in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield csv.writer(stream)
