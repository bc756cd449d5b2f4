"""Rows of a file into the temporary table `staged`: parsed one by one, copied in one stream."""

from collections.abc import Iterator

from django.db import connection
from psycopg import sql

from ..reading.headings import Headings, find_heading_row
from ..reading.rows import ParsedRow, parse_rows
from ..reading.tables import Table
from ..sql_jobs import execute
from .intake import Intake, Issue

REPORT_EVERY = 2000


def understand(table: Table, intake: Intake, mapping: dict | None = None) -> Headings:
    """Find the headings; raise HeadingsNotUnderstood. Unknown columns become a notice."""
    headings = find_heading_row(iter(table), intake.kind.columns, mapping=mapping)
    intake.present_columns = set(headings.positions)
    if headings.unknown:
        intake.notices.append("Kolom tidak dipakai: " + ", ".join(headings.unknown))
    return headings


def stage(table: Table, headings: Headings, intake: Intake, report=None) -> None:
    """Create `staged` and fill it; rows with a problem in a cell are noted and left out."""
    _create_tables(intake)
    names = ["line", *intake.kind.staging_columns]
    statement = sql.SQL("COPY staged ({}) FROM STDIN").format(sql.SQL(", ").join(map(sql.Identifier, names)))
    with connection.cursor() as cursor, cursor.copy(statement.as_string(None)) as copy:
        for row in _good_rows(table, headings, intake, report):
            copy.write_row(row)
    execute("ANALYZE staged")


def _create_tables(intake: Intake) -> None:
    types = intake.kind.types
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(types.get(name, "text")))
        for name in intake.kind.staging_columns
    )
    statement = sql.SQL("CREATE TEMPORARY TABLE staged (line integer PRIMARY KEY, {}, rejected boolean DEFAULT false)")
    execute("DROP TABLE IF EXISTS pg_temp.staged, pg_temp.staged_issue")
    execute(statement.format(columns).as_string(None))
    execute('CREATE TEMPORARY TABLE staged_issue (line integer, "column" text, rule text, severity text, message text)')


def _good_rows(table: Table, headings: Headings, intake: Intake, report) -> Iterator[tuple]:
    names, derive = intake.kind.staging_columns, intake.kind.derive
    for row in parse_rows(table, headings):
        intake.rows_read += 1
        if report and intake.rows_read % REPORT_EVERY == 0:
            report(intake.rows_read)
        _take_notes(row, intake)
        if row.problems:
            continue
        if derive:
            derive(row.values)
        yield (row.line_number, *(row.values.get(name) for name in names))


def _take_notes(row: ParsedRow, intake: Intake) -> None:
    for note in row.problems:
        intake.issues.append(Issue(row.line_number, note.column, "format", "error", note.message))
    for note in row.warnings:
        intake.issues.append(Issue(row.line_number, note.column, "adjusted", "warning", note.message))
