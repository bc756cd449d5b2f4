"""Where the rows of a file wait: tables of their own schema, `import_<run>`, unlogged, until they are applied.

They outlast a transaction and a worker, so that checking and applying are two jobs. They do not outlast a crash of
the database, and need not: what is lost is read again from the stored file (`is_staged`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg import sql

from ..models import ImportRun
from ..sql_jobs import execute, fetch_all, fetch_value
from .kinds import ImportKind

PREFIX = "import_"
ISSUE = """
CREATE UNLOGGED TABLE staged_issue
    (line integer, "column" text, rule text, severity text, message text, of_cell boolean NOT NULL DEFAULT false)
"""


def schema_of(run: ImportRun) -> str:
    return f"{PREFIX}{run.pk}"


@contextmanager
def in_schema(run: ImportRun) -> Iterator[None]:
    """One transaction in which `staged` and its companions are found before everything else."""
    with transaction.atomic():
        was = fetch_value("SHOW search_path")
        use_schema(run)
        yield
        if not connection.needs_rollback:  # the setting would last as long as an outer transaction
            execute("SELECT set_config('search_path', %(was)s, true)", {"was": was})


def use_schema(run: ImportRun) -> None:
    """For the rest of the transaction; also give its few, large statements the memory they want."""
    settings = {"schema": f"{schema_of(run)}, public", "memory": "192MB"}
    execute(
        "SELECT set_config('search_path', %(schema)s, true), set_config('work_mem', %(memory)s, true),"
        " set_config('maintenance_work_mem', %(memory)s, true)",
        settings,
    )


def create_schema(run: ImportRun, kind: ImportKind) -> None:
    """Make the empty tables; those of an earlier try go."""
    drop_schema(run)
    _run("CREATE SCHEMA {}", schema_of(run))
    with in_schema(run):
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind.types.get(name, "text")))
            for name in kind.staging_columns
        )
        extra = sql.SQL("").join(
            sql.SQL("{} {}, ").format(sql.Identifier(name), sql.SQL(type_)) for name, type_ in kind.extra.items()
        )
        staged = "CREATE UNLOGGED TABLE staged (line integer NOT NULL, {}, {}rejected boolean NOT NULL DEFAULT false)"
        execute(sql.SQL(staged).format(columns, extra).as_string(None))
        execute(ISSUE)


def drop_schema(run: ImportRun) -> None:
    """Drop the tables of a run; without any it does nothing."""
    _run("DROP SCHEMA IF EXISTS {} CASCADE", schema_of(run))


def _run(statement: str, name: str) -> None:
    execute(sql.SQL(statement).format(sql.Identifier(name)).as_string(None))


def is_staged(run: ImportRun) -> bool:
    """Whether the rows that the check has staged are all still there; a crashed database empties unlogged tables."""
    table = f"{schema_of(run)}.staged"
    if run.staged_rows is None or fetch_value("SELECT to_regclass(%(table)s)", {"table": table}) is None:
        return False
    with in_schema(run):
        return fetch_value("SELECT count(*) FROM staged") == run.staged_rows


def drop_orphans() -> int:
    """Drop the tables of imports that no longer wait to be applied; return of how many."""
    names = fetch_all("SELECT nspname FROM pg_namespace WHERE nspname ~ '^import_[0-9]+$' ORDER BY oid")
    found = {int(row["nspname"].removeprefix(PREFIX)): row["nspname"] for row in names}
    waiting = set(ImportRun.objects.waiting().filter(pk__in=found).values_list("pk", flat=True))
    orphans = [name for pk, name in found.items() if pk not in waiting]
    for name in orphans:
        _run("DROP SCHEMA IF EXISTS {} CASCADE", name)
    return len(orphans)
