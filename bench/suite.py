"""All acts of one size. Both sides start from the same state, and every act from a settled database.

Chains instead of single acts, since next month's list needs this month's, and a bank file both: the floor's chain
stands on the floor's own lists and the program's on its own. They differ in nothing but ids and the hash of a NIK.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .bank_files import PaymentFiles, write_payments
from .database import MONTH, NEXT_MONTH, settle, start_afresh
from .files import ListFiles, write_list
from .lists import first_month, next_month
from .measuring import Measured, measure
from .pipeline import Taken, take_back, take_in


class Files(NamedTuple):
    first: ListFiles
    next: ListFiles
    payments: PaymentFiles


class Floors(NamedTuple):
    first: Measured
    next: Measured
    payments: Measured


class Ours(NamedTuple):
    first: Taken
    next: Taken
    payments: Taken
    workbook: Taken
    undo: Measured


def write_files(rows: int, folder: Path) -> Files:
    """Both months as CSV, the first as XLSX too, and a bank file."""
    folder.mkdir()
    with telling(f"writing lists of {rows} rows"):
        return Files(
            write_list(first_month(rows), folder, "first", workbook=True),
            write_list(next_month(rows), folder, "next"),
            write_payments(rows, NEXT_MONTH, folder),
        )


def run_floors(files: Files) -> Floors:
    start_afresh()
    return Floors(
        _floor("first", files.first.floor, MONTH),
        _floor("next", files.next.floor, NEXT_MONTH),
        _floor("payments", files.payments.floor, NEXT_MONTH),
    )


def run_ours(files: Files) -> Ours:
    start_afresh()
    lists = _taken("arrears", files.first.csv, MONTH), _taken("arrears", files.next.csv, NEXT_MONTH)
    payments = _taken("payments", files.payments.csv, NEXT_MONTH)
    start_afresh()
    workbook = _taken("arrears", files.first.xlsx, MONTH)
    with telling("undo"):
        settle()
        return Ours(*lists, payments, workbook, take_back(workbook.run))


def run_import_export(files: Files) -> Measured:
    start_afresh()
    with telling("django-import-export"):
        return measure("import-export", files.first.floor, MONTH)


def _floor(act: str, path: Path, month) -> Measured:
    with telling(f"floor, {path.name}"):
        settle()
        return measure("floor", act, path, month)


def _taken(kind: str, path: Path, month) -> Taken:
    with telling(f"import, {path.name}"):
        settle()
        return take_in(kind, path, month)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say on the terminal what is going on; the table alone goes to the output."""
    started = time.perf_counter()
    sys.stderr.write(f"{what} …")
    sys.stderr.flush()
    yield
    sys.stderr.write(f" {time.perf_counter() - started:.1f} s\n")
