"""Rejected rows that come again, mended: only they are taken in; what was taken before stays beside them.

A list stands for a whole month: taken as it is, a file of a few mended rows would throw everybody else out of the
month. The rows that were accepted the first time are therefore joined to it, out of the staging tables where they
still wait there, else out of the tables they were written to (`kind.carry`). They carry negative lines.
"""

from django.utils.translation import gettext as _
from psycopg import sql

from ..enums import ImportState
from ..errors import Refused
from ..models import ImportRun
from ..reading.columns import heading_key
from ..reading.headings import Headings
from ..sql_jobs import execute, fetch_value
from .intake import Intake
from .rejected import REASON
from .schemas import in_schema, is_staged, schema_of


def refuse_mended_rows(intake: Intake, headings: Headings) -> None:
    """Rows that were rejected before, sent as if they were a whole list, would take everybody else off it."""
    is_mended = any(heading_key(name) == heading_key(REASON) for name in headings.row)
    if is_mended and intake.kind.replaces and not intake.run.mends:
        raise Refused(
            _(
                "Berkas ini hanya berisi baris yang pernah ditolak. Unggah lewat tombol “Unggah perbaikan” pada impor"
                " asalnya, agar baris lain tetap berlaku."
            )
        )


def carry_rows(intake: Intake) -> int:
    """Join the rows accepted before, where the file mends an import; return how many rows are staged now."""
    origin = intake.run.mends
    with in_schema(intake.run):
        if origin and origin.state == ImportState.CHECKED and is_staged(origin):
            _copy_staged(intake, origin)
        elif origin and intake.kind.carry:
            intake.kind.carry(intake, origin)
        return fetch_value("SELECT count(*) FROM staged")


def _copy_staged(intake: Intake, origin: ImportRun) -> None:
    """Take over the good rows of a check that was not applied; a mended row's own line cannot meet theirs."""
    names = sql.SQL(", ").join(map(sql.Identifier, intake.kind.staging_columns))
    statement = sql.SQL(
        "INSERT INTO staged (line, {names}) SELECT -abs(line), {names} FROM {schema}.staged WHERE NOT rejected"
    )
    execute(statement.format(names=names, schema=sql.Identifier(schema_of(origin))).as_string(None))
    execute("ANALYZE staged")
