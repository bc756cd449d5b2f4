"""Rows as they stood when a month was closed, out of the audit trail: agreements, holds, meetings and the like.

A row that no event has touched since is taken as it is; of the others the last version before. Needs no history of
its own: the trail (`…event` tables) has every change with its moment.
"""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection
from psycopg import sql

STATEMENT = """
DROP TABLE IF EXISTS pg_temp.{table};
CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS
SELECT {columns}
FROM public.{table} AS kept
WHERE {which}
  AND NOT EXISTS (SELECT FROM {events} AS later WHERE later.pgh_obj_id = kept.id AND later.pgh_created_at > {known})
UNION ALL
SELECT {columns}
FROM (SELECT DISTINCT ON (event.pgh_obj_id) event.*
      FROM {events} AS event
      WHERE {which} AND event.pgh_created_at <= {known}
        AND EXISTS (SELECT FROM {events} AS later
                    WHERE later.pgh_obj_id = event.pgh_obj_id AND later.pgh_created_at > {known})
      ORDER BY event.pgh_obj_id, event.pgh_id DESC) AS last
WHERE last.pgh_label <> 'delete';
ANALYZE {table};
"""
OF_CADRES = "cadre_id IN (SELECT id FROM cadres_cadre WHERE branch_id = {branch})"
OF_BRANCH = "branch_id = {branch}"
OF_MEETINGS = "meeting_id IN (SELECT id FROM meetings_meeting WHERE branch_id = {branch})"


@dataclass(frozen=True)
class Known:
    """A model whose table gets a stand-in, and which of its rows (also of its events) are the branch's."""

    model: str
    which: str

    def statement(self, branch: int, known: datetime) -> sql.Composed:
        model = apps.get_model(self.model)
        parts = {
            "table": sql.Identifier(model._meta.db_table),
            "events": sql.Identifier(f"{model._meta.db_table}event"),
            "columns": sql.SQL(", ").join(sql.Identifier(field.column) for field in model._meta.concrete_fields),
            "which": sql.SQL(self.which).format(branch=sql.Literal(branch)),
            "known": sql.Literal(known),
        }
        return sql.SQL(STATEMENT).format(**parts)


# attendances ask for meetings, so these come first
TABLES = (
    Known("cadres.Agreement", OF_CADRES),
    Known("cadres.Territory", OF_CADRES),
    Known("arrears.Hold", OF_BRANCH),
    Known("meetings.Meeting", OF_BRANCH),
    Known("meetings.Attendance", OF_MEETINGS),
    Known("collections.Registration", OF_BRANCH),
)


def shadow_as_known(branch: int, known: datetime) -> None:
    """Put stand-ins of what was known at the moment in front of the real tables."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(table.statement(branch, known).as_string(cursor.connection))
