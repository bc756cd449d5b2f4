"""The test database is copied from a template that is migrated once for each state of the migrations.

Migrating from nothing costs most of a minute; copying a second. The template's name holds a checksum of every
migration and of the reference data, so a changed one gets a new template; older ones are dropped.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

PREFIX = "kaderjkn-template-"
SOURCES = ("*/migrations/*.py", "kaderjkn/*/migrations/*.py", "*/reference.py", "uv.lock")


def template_name() -> str:
    """The template of the migrations as they are now."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in Path(settings.BASE_DIR).glob(pattern)}):
        found.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode() + path.read_bytes())
    return PREFIX + found.hexdigest()[:16]


def make_template() -> None:
    """Migrate the template unless it stands; two runs that begin at once wait for each other."""
    name = template_name()
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [PREFIX])
        known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if name in known:
            return
        for old in (other for other in known if other.startswith(PREFIX)):
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        _migrate(connection, f"{name}-new")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(f"{name}-new"), sql.Identifier(name)))


def _migrate(connection: psycopg.Connection, name: str) -> None:
    """Migrate in a process of its own: under its unfinished name nobody takes it for whole."""
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    environment = os.environ | {"DATABASE_URL": _url_of(name), "REDIS_URL": settings.REDIS_URL}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)


def _url_of(name: str) -> str:
    parts = urlsplit(settings.DATABASE_URL)
    return urlunsplit(parts._replace(path=f"/{name}"))
