"""The test database is copied from a template that is migrated once for each state of the migrations.

Migrating from nothing costs two minutes and a half; copying a second. The template's name holds a checksum of every
migration and of the reference data. A new one starts as a copy of an older one whose migrations are all unchanged,
so that only what is new has to run; then the older ones are dropped.
"""

import hashlib
import json
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
KNOWN = """
SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database
WHERE datname LIKE 'kaderjkn-template-%%' AND datname NOT LIKE '%%-new'
"""


def sources() -> dict[str, str]:
    """Checksum of each file that a template rests on, by its path."""
    paths = {path for pattern in SOURCES for path in Path(settings.BASE_DIR).glob(pattern)}
    return {
        str(path.relative_to(settings.BASE_DIR)): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(paths)
    }


def template_name() -> str:
    """The template of the migrations as they are now."""
    return PREFIX + hashlib.sha256(json.dumps(sources()).encode()).hexdigest()[:16]


def make_template() -> None:
    """Migrate the template unless it stands; two runs that begin at once wait for each other."""
    name = template_name()
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [PREFIX])
        known = dict(connection.execute(KNOWN).fetchall())
        if name in known:
            return
        unfinished = f"{name}-new"
        _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
        if base := _base_of(known):
            _run(connection, "CREATE DATABASE {} TEMPLATE {}", unfinished, base)
        else:
            _run(connection, "CREATE DATABASE {}", unfinished)
        _migrate(unfinished)
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(comment.format(sql.Identifier(unfinished), sql.Literal(json.dumps(sources()))))
        _run(connection, "ALTER DATABASE {} RENAME TO {}", unfinished, name)
        for old in known:
            _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", old)


def _base_of(known: dict[str, str | None]) -> str | None:
    """A template of which every file stands unchanged: what it has run need not run again."""
    now = sources().items()
    return next((name for name, told in known.items() if told and json.loads(told).items() <= now), None)


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _migrate(name: str) -> None:
    """Migrate in a process of its own: under its unfinished name nobody takes it for whole."""
    parts = urlsplit(settings.DATABASE_URL)
    url = urlunsplit(parts._replace(path=f"/{name}"))
    environment = os.environ | {"DATABASE_URL": url, "REDIS_URL": settings.REDIS_URL}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
