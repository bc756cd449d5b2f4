"""Rows of a file into `staged`: parsed in batches, copied in portions, each committed for itself."""

from collections.abc import Callable, Iterable
from itertools import chain, islice

from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from ..enums import Severity
from ..faults import fault_point
from ..formatting import number
from ..reading.batches import BATCH, NULL, Batch, Note, parse_batches
from ..reading.headings import Headings, find_heading_row
from ..reading.tables import Table
from ..sql_jobs import execute
from .intake import Intake
from .masking import mask_sentence
from .schemas import create_schema, in_schema

EARLY_ROWS = 10_000  # after so many the first findings are shown
PORTION = 20  # batches


def understand(table: Table, intake: Intake, mapping: dict | None = None) -> Headings:
    """Find the headings; raise HeadingsNotUnderstood. Unknown and hidden columns become a notice."""
    headings = find_heading_row(
        iter(table),
        intake.kind.columns,
        mapping=mapping,
        hidden=table.hidden_columns,
        at_line=intake.run.heading_line,
    )
    intake.present_columns = set(headings.positions)
    intake.run.mapping |= {headings.row[place].strip(): name for name, place in headings.positions.items()}
    if headings.unknown:
        intake.notices.append(_("Kolom tidak dipakai: ") + ", ".join(headings.unknown))
    if headings.hidden:
        intake.notices.append(_("Kolom tersembunyi yang ikut dipakai: ") + ", ".join(headings.hidden))
    return headings


def stage(table: Table, headings: Headings, intake: Intake, early: Callable[[], None]) -> None:
    """Fill `staged`; rows with a problem in a cell are noted and left out. `early` is called once, when
    the first rows are there.
    """
    create_schema(intake.run, intake.kind)
    batches = parse_batches(table, headings)
    _copy(islice(batches, EARLY_ROWS // BATCH), intake)
    fault_point("staging")
    is_early = True
    for first in batches:
        if is_early:
            early()
            is_early = False
        _copy(chain([first], islice(batches, PORTION - 1)), intake)
        fault_point("staging")
    _finish(intake)


def _copy(batches: Iterable[Batch], intake: Intake) -> None:
    """Copy some batches in one transaction, then what was noted about their cells."""
    notes: list[Note] = []
    names = ["line", *intake.kind.staging_columns]
    with in_schema(intake.run), connection.cursor() as cursor:
        with cursor.copy(_copy_into("staged", names)) as copy:
            for batch in batches:
                intake.rows_read += batch.read
                notes += batch.notes
                copy.write(_as_text(batch, intake, names))
        with cursor.copy(_copy_into("staged_issue", NOTED)) as copy:
            for note in notes:
                copy.write_row(_as_issue(note))
    intake.report(_("Membaca berkas: %(rows)s baris") % {"rows": number(intake.rows_read)}, intake.rows_read)


NOTED = ["line", "column", "rule", "severity", "message", "of_cell"]


def _copy_into(table: str, names: list[str]) -> str:
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns).as_string(None)


def _as_text(batch: Batch, intake: Intake, names: list[str]) -> str:
    columns = batch.columns
    for column in intake.kind.columns:
        if column.name not in columns:
            columns[column.name] = [NULL] * len(batch.lines)
    if intake.kind.derive:
        intake.kind.derive(columns)
    columns["line"] = batch.lines
    rows = zip(*(columns[name] for name in names), strict=True)
    return "".join(f"{row}\n" for row in map("\t".join, rows))


def _as_issue(note: Note) -> tuple:
    """Quote no more of a cell than tells it beside its row: the sentence outlives the file."""
    severity = Severity.ERROR if note.is_problem else Severity.WARNING
    message = mask_sentence(note.message, note.column)
    return note.line, note.column, note.rule, severity.value, message, True


def _finish(intake: Intake) -> None:
    with in_schema(intake.run):
        execute("ALTER TABLE staged ADD PRIMARY KEY (line)")
        execute("ANALYZE staged")
