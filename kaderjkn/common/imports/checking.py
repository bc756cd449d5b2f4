"""The first half of taking a file in: read, stage, apply the rules, tell what applying would do. Writes nothing else.

Each portion of rows is a transaction of its own, so that a worker may die at any time: the next start begins with
empty staging tables and comes to the same result.
"""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ..audit import acting, pin_context
from ..enums import ImportState
from ..errors import Refused
from ..faults import fault_point
from ..models import ColumnMapping, ImportRun
from ..reading.errors import ReadingError
from ..reading.headings import Headings
from ..reading.tables import Table, open_table
from ..sql_jobs import execute, fetch_value, only_worker, only_writer
from . import findings
from .intake import FIRST_REJECTED, Intake
from .mended import carry_rows, refuse_mended_rows
from .rejected import rejected_rows, store_rejected, write_rejected
from .schemas import in_schema
from .staging import EARLY_ROWS, stage, understand


def check(intake: Intake, *, keep_files: bool = True) -> None:
    """Stage the file at `intake.path` and find out about its rows; `intake.run` takes the outcome.

    Raise Refused when nothing of it can be taken.
    """
    run = intake.run
    sheet = run.sheet or None
    try:
        with only_worker(f"import:{run.pk}"), open_table(intake.path, sheet=sheet) as table:
            headings = understand(table, intake, mapping_of(run))
            refuse_mended_rows(intake, headings)
            begin(intake)
            if not intake.unchanged:
                stage(table, headings, intake, early=lambda: publish_early(intake))
                run.staged_rows = carry_rows(intake)
                _find_out(intake, table, headings, keep_files=keep_files)
            _save_outcome(intake)
    except ReadingError as error:
        raise Refused(str(error)) from error


def begin(intake: Intake) -> None:
    """Let the kind refuse early."""
    if intake.kind.begin:
        intake.kind.begin(intake)


def mapping_of(run: ImportRun) -> dict:
    """Heading → column as staff chose it for this file, else for the branch's files of the kind."""
    saved = ColumnMapping.objects.filter(branch=run.branch, kind=run.kind).first()
    return (saved.headings if saved else {}) | (run.mends.mapping if run.mends else {}) | run.mapping


def publish_early(intake: Intake) -> None:
    """Show what the first rows tell while the others are still being read; the rules are asked again at the end."""
    with in_schema(intake.run):
        execute("ANALYZE staged")
        apply_rules(intake)
        issues = findings.grouped_issues()
        transaction.set_rollback(True)
    intake.run.summary = {"early_rows": EARLY_ROWS, "issues": issues, "notices": intake.notices, "counts": {}}
    ImportRun.objects.filter(pk=intake.run.pk).update(summary=intake.run.summary)
    fault_point("early")


def apply_rules(intake: Intake) -> None:
    """Ask all rules of the kind anew, and take the rows out that break one."""
    execute("DELETE FROM staged_issue WHERE NOT of_cell")
    execute("UPDATE staged SET rejected = false WHERE rejected")
    if intake.kind.checks:
        execute(intake.kind.checks, intake.params)
        execute("DELETE FROM staged_issue WHERE line < 0 AND severity = 'warning'")  # said of carried rows before
        intake.take_sql_issues()


def _find_out(intake: Intake, table: Table, headings: Headings, *, keep_files: bool) -> None:
    if intake.kind.preview:
        with in_schema(intake.run):
            intake.report(_("Memeriksa baris"), intake.rows_read)
            apply_rules(intake)
            fault_point("rules")
            refuse_if_empty(intake)
            intake.report(_("Menyusun pratinjau"), intake.rows_read)
            intake.preview = intake.kind.preview(intake)
            intake.counts = intake.preview.pop("counts", {})
            fault_point("preview")
            conclude(intake, table, headings, keep_files=keep_files)
    else:
        with only_writer(intake.lock, wait=True), in_schema(intake.run), acting(intake.by, kind="rehearsal"):
            intake.report(_("Memeriksa baris"), intake.rows_read)
            write(intake)
            conclude(intake, table, headings, keep_files=keep_files)
            transaction.set_rollback(True)


def write(intake: Intake) -> None:
    """Rules, then the kind's own writing, in the transaction and the schema of the caller."""
    apply_rules(intake)
    pin_context()
    intake.counts = intake.kind.apply(intake)
    refuse_if_empty(intake)


def refuse_if_empty(intake: Intake) -> None:
    """Refuse a file of which no row is left; rows carried over from another import (lines below 0) are not its own."""
    if fetch_value("SELECT EXISTS (SELECT FROM staged WHERE NOT rejected AND line > 0)"):
        return
    example = _(" Contoh, baris %(line)s: %(reason)s")
    first = "".join(example % row for row in findings.first_rejected(1))
    intake.run.rows_read = intake.rows_read
    conclude(intake)
    raise Refused(_("Tidak ada baris yang dapat diterima dari berkas ini.") + first)


def conclude(
    intake: Intake, table: Table | None = None, headings: Headings | None = None, *, keep_files: bool = False
) -> None:
    """Note on the run what was found; with the table at hand also keep the rejected rows."""
    run = intake.run
    run.rows_read = intake.rows_read
    run.rows_rejected = findings.count_rejected()
    run.rows_accepted = run.rows_read - run.rows_rejected
    run.warnings = findings.count_warnings()
    run.data_date = intake.data_date
    intake.rejected = findings.first_rejected(FIRST_REJECTED)
    run.summary = {
        "counts": intake.counts,
        "issues": findings.grouped_issues(),
        "notices": intake.notices,
        "preview": intake.preview,
    }
    if table is not None and run.rows_rejected:
        if intake.error_path:
            write_rejected(headings, rejected_rows(table, headings), intake.error_path)
        if keep_files:
            run.rejected_file = store_rejected(headings, rejected_rows(table, headings), run)


def _save_outcome(intake: Intake) -> None:
    """What the check found; it takes the file out of the way where it changes nothing."""
    run = intake.run
    if intake.unchanged:
        run.state, run.message = ImportState.DISCARDED, intake.unchanged
        run.rows_read, run.data_date, run.summary = 0, intake.data_date, {"notices": intake.notices}
    else:
        run.state, run.message = ImportState.CHECKED, ""
        run.basis = intake.kind.basis(intake) if intake.kind.basis else ""
    run.save()


def rewrite_rejected(intake: Intake, path: Path) -> None:
    """Keep the rejected rows anew, after applying has found more of them."""
    run = intake.run
    with open_table(path, sheet=run.sheet or None) as table:
        headings = understand(table, intake, mapping_of(run))
        run.rejected_file = store_rejected(headings, rejected_rows(table, headings), run)
        if intake.error_path:
            write_rejected(headings, rejected_rows(table, headings), intake.error_path)
