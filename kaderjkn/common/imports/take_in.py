"""The one way in for every file, used by commands, pages and jobs alike.

Reading, staging, checks and the write stand in one transaction under the branch's lock. A dry run does the same
and rolls back, so its counts are those of the real one. Nothing is dropped silently: every rejected row is kept
with its reason.
"""

import hashlib
from contextlib import ExitStack
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit import acting, pin_context
from ..enums import ImportState
from ..errors import Refused
from ..models import ColumnMapping, ImportRun
from ..reading.errors import ReadingError
from ..reading.tables import open_table
from ..sql_jobs import execute, fetch_value, only_writer
from .intake import Intake
from .rejected import rejected_rows, store_rejected, write_rejected
from .staging import stage, understand
from .storage import expiry_day, store_file


def checksum_of(path: Path) -> str:
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def take_in(intake: Intake, path: Path, *, dry_run: bool = False, report=None, file_name: str = "") -> Intake:
    """Import one file; return the intake with counts and issues. Raise Refused when nothing can be taken.

    `report(phase, rows)` hears of progress. With `intake.run` set, that row is the import (a page's upload);
    otherwise one is made. A dry run leaves no trace.
    """
    path, report = Path(path), report or _say_nothing
    keep_files = intake.run is not None or not dry_run  # a command's dry run leaves no file behind
    intake.checksum = checksum_of(path)
    lock = f"branch:{intake.branch.code}" if intake.branch else "reference"
    try:
        with ExitStack() as stack:
            table = stack.enter_context(open_table(path))
            headings = understand(table, intake, _mapping(intake))
            stack.enter_context(only_writer(lock))
            stack.enter_context(acting(intake.by, kind=f"import {intake.kind.name}"))
            _import(intake, path, table, headings, report, file_name=file_name or path.name, keep_files=keep_files)
            if dry_run:
                transaction.set_rollback(True)
    except ReadingError as error:
        raise Refused(str(error)) from error
    return intake


def _say_nothing(phase: str, rows: int = 0) -> None:
    """Progress that nobody waits for."""


def _import(intake: Intake, path: Path, table, headings, report, *, file_name: str, keep_files: bool) -> None:
    pin_context()
    intake.run = intake.run or ImportRun(branch=intake.branch, kind=intake.kind.name, by=intake.by)
    _begin_run(intake, file_name)
    if intake.kind.begin:
        intake.kind.begin(intake)
    if not intake.unchanged:
        stage(table, headings, intake, lambda rows: report(_("Membaca berkas"), rows))
        _check(intake, report)
        report(_("Menulis"), intake.rows_read)
        intake.counts = intake.kind.apply(intake)
        _refuse_if_empty(intake)
    rejected = rejected_rows(table, headings, intake)
    if rejected and intake.error_path:
        write_rejected(headings, rejected, intake.error_path)
    _finish_run(intake)
    if keep_files:
        _keep_files(intake, path, headings, rejected)


def _mapping(intake: Intake) -> dict:
    saved = ColumnMapping.objects.filter(branch=intake.branch, kind=intake.kind.name).first()
    return saved.headings if saved else {}


def _begin_run(intake: Intake, file_name: str) -> None:
    run = intake.run
    run.month, run.file_name, run.checksum = intake.month, file_name[:255], intake.checksum
    run.save()


def _check(intake: Intake, report) -> None:
    report(_("Memeriksa baris"), intake.rows_read)
    if intake.kind.checks:
        execute(intake.kind.checks, intake.params)
        intake.take_sql_issues()


def _refuse_if_empty(intake: Intake) -> None:
    if fetch_value("SELECT count(*) FROM staged WHERE NOT rejected") == 0:
        first = next(iter(intake.rejected().values()), None)
        reason = _(" Contoh, baris %(line)s: %(message)s") % first[0]._asdict() if first else ""
        raise Refused(_("Tidak ada baris yang dapat diterima dari berkas ini.") + reason)


def _finish_run(intake: Intake) -> None:
    run = intake.run
    run.rows_read, run.rows_rejected = intake.rows_read, len(intake.rejected())
    run.rows_accepted, run.warnings = run.rows_read - run.rows_rejected, intake.warnings
    run.data_date = intake.data_date
    run.summary = {"counts": intake.counts, "issues": intake.grouped_issues(), "notices": intake.notices}
    if intake.unchanged:
        run.state, run.message = ImportState.DISCARDED, intake.unchanged
    else:
        run.state, run.applied_at = ImportState.APPLIED, timezone.now()
    run.save()


def _keep_files(intake: Intake, path: Path, headings, rejected: list) -> None:
    run = intake.run
    run.expires_on = expiry_day(intake.now.date())
    run.stored_file = run.stored_file or store_file(path, run)
    run.rejected_file = store_rejected(headings, rejected, run) if rejected else ""
    run.save(update_fields=["expires_on", "stored_file", "rejected_file"])
