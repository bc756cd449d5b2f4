"""Copies of a filled database, so that both sides start from the very same state, and processes that work in them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.db import ProgrammingError, connection

from ..database import NAME


@contextmanager
def copy_of(source: str, name: str) -> Iterator[str]:
    """The name of a copy that is dropped in the end; nothing may be connected to the source."""
    copied = f"{NAME}_{name}"
    connection.close()
    run_on_server(f"DROP DATABASE IF EXISTS {copied} WITH (FORCE)")
    run_on_server(f"CREATE DATABASE {copied} TEMPLATE {source} STRATEGY FILE_COPY")
    with suppress(ProgrammingError):  # some servers do not let us
        run_on_server("CHECKPOINT")
    try:
        yield copied
    finally:
        run_on_server(f"DROP DATABASE IF EXISTS {copied} WITH (FORCE)")


def run_on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def url_of(name: str) -> str:
    return urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
