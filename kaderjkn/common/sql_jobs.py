"""Set-based work: a `.sql` file beside its `.py`, run by one writer at a time.

Statements take `%(name)s` parameters only. The lock lives inside the transaction: it cannot outlast it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import Error, connection, transaction
from django.utils.translation import gettext as _

from .errors import AlreadyRunning


def sql_beside(python_file: str, name: str | None = None) -> str:
    """The text of the `.sql` file with the same stem as `python_file`, or of `name` in its folder."""
    path = Path(python_file)
    return (path.with_name(name) if name else path.with_suffix(".sql")).read_text(encoding="utf-8")


def execute(sql: str, params: dict | None = None) -> int:
    """Run one statement on the default connection; return its row count."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def fetch_all(sql: str, params: dict | None = None) -> list[dict]:
    """Rows of one query as dicts."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def fetch_value(sql: str, params: dict | None = None):
    """First column of the first row, None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
        return row[0] if row else None


@contextmanager
def only_writer(name: str, *, wait: bool = False) -> Iterator[None]:
    """One transaction that holds the advisory lock `name`; raise AlreadyRunning when another holds it.

    With `wait` it waits its turn instead: for work whose result nobody fights over, since it is rolled back or made
    anew every night.
    """
    with transaction.atomic():
        if wait:
            execute("SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))", {"name": name})
        elif not fetch_value("SELECT pg_try_advisory_xact_lock(hashtextextended(%(name)s, 0))", {"name": name}):
            raise AlreadyRunning(
                _("Pekerjaan lain untuk cabang ini sedang berjalan. Tidak ada yang diubah; coba lagi nanti.")
            )
        yield


@contextmanager
def only_worker(name: str) -> Iterator[None]:
    """Work of many transactions that only one connection does at a time; raise AlreadyRunning for the second.

    The lock is the session's: when its process dies, the server frees it.
    """
    if not fetch_value("SELECT pg_try_advisory_lock(hashtextextended(%(name)s, 0))", {"name": name}):
        raise AlreadyRunning(_("Pekerjaan ini sedang dijalankan. Tidak ada yang diubah; coba lagi sebentar lagi."))
    try:
        yield
    finally:
        with suppress(Error):  # of a connection that was lost nothing is left to free
            execute("SELECT pg_advisory_unlock(hashtextextended(%(name)s, 0))", {"name": name})


def branch_writer(branch_code: str, *, wait: bool = False):
    """The lock of all jobs that write months of a branch: lists, assignment, payments, closing."""
    return only_writer(f"branch:{branch_code}", wait=wait)
