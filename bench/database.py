"""A database of the bench's own on the default server; the default database is never touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, connection

from kaderjkn.common.models import Area, Branch
from kaderjkn.common.sql_jobs import execute

from .areas import places

NAME = "kaderjkn_bench"
MONTH, NEXT_MONTH = date(2026, 1, 1), date(2026, 2, 1)
BRANCH = "9999"
FILLED = """
common_importrun, common_jobrun, common_period, common_periodevent, pghistory_context,
arrears_household, arrears_arrearslist, arrears_arrearslistevent, arrears_payment, arrears_paymentevent
"""


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """Make the empty database and a folder for files; give the environment of processes that use them.

    Messages to workers stay in the process that sends them: the bench itself starts what runs a job.
    """
    with TemporaryDirectory(prefix="kaderjkn-bench-") as folder:
        _on_server(f"DROP DATABASE IF EXISTS {NAME}")  # refused while another bench is at work
        _on_server(f"CREATE DATABASE {NAME}")
        try:
            yield os.environ | {
                "DATABASE_URL": urlsplit(settings.DATABASE_URL)._replace(path=f"/{NAME}").geturl(),
                "REDIS_URL": settings.REDIS_URL,
                "REDIS_PREFIX": NAME,
                "BROKER_URL": "memory://localhost/",
                "MEDIA_ROOT": f"{folder}/media",
                "TMPDIR": folder,
                "DJANGO_SETTINGS_MODULE": "kaderjkn.settings",
            }
        finally:
            _on_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def add_branch() -> Branch:
    """The branch, its places, and somebody who imports."""
    branch = Branch.objects.create(code=BRANCH, name="Uji Kinerja")
    get_user_model().objects.create(username="bench", role="staff", branch=branch)
    parents = {}
    for place in places():
        is_ours = place.level in ("kecamatan", "kelurahan")
        parents[place.code] = Area.objects.create(
            **place._asdict(), parent=parents.get(place.code.rpartition(".")[0]), branch=branch if is_ours else None
        )
    return branch


def start_afresh() -> None:
    """The state from which every chain of acts starts: no list was ever imported, nothing waits to be written."""
    execute(f"TRUNCATE {FILLED} RESTART IDENTITY CASCADE")
    settle()


def settle() -> None:
    """Before each measured act: dead rows swept, statistics fresh, and no checkpoint or vacuum left to be done."""
    execute("VACUUM (ANALYZE, SKIP_LOCKED)")
    with suppress(ProgrammingError):  # some servers do not let us
        execute("CHECKPOINT")
