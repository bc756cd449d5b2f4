"""Where one set of private servers lives, and the words shared by both ends of the control socket."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

if sys.platform != "win32":
    import fcntl

CHECKOUT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes on Linux and 103 on macOS
START_TIMEOUT = 120.0  # recovery after a crash may take a while


class LocalServicesError(RuntimeError):
    """The private servers cannot be had; the message is one sentence for a person."""


@dataclass(frozen=True)
class Services:
    """Where the servers answer; `broker_url` is the same Valkey as Celery wants to read it."""

    database_url: str
    redis_url: str

    @property
    def broker_url(self) -> str:
        return broker_url_from(self.redis_url)


def broker_url_from(redis_url: str) -> str:
    """Write a Redis address for Celery, which has its own words for unix sockets."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    query["virtual_host"] = query.pop("db", "0")
    return f"redis+socket://{parts.path}?{urlencode(query)}"


@dataclass(frozen=True)
class Place:
    """The folder of one set of servers. Another PostgreSQL or the fast mode is another set."""

    folder: Path
    fast: bool = False
    pg_bin: Path | None = None

    @classmethod
    def from_environment(cls) -> Place:
        folder = Path(os.environ.get("KADERJKN_LOCAL") or CHECKOUT / ".local").resolve()
        fast = os.environ.get("KADERJKN_LOCAL_FAST") == "1"
        pg_bin = Path(os.environ["KADERJKN_PG_BIN"]) if os.environ.get("KADERJKN_PG_BIN") else None
        variant = ["fast"] if fast else []
        if pg_bin:
            variant.append("pg" + digest(pg_bin))
        return cls(folder / "-".join(variant) if variant else folder, fast, pg_bin)

    @property
    def sockets(self) -> Path:
        inside = self.folder / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return inside
        return Path(f"/tmp/kaderjkn-{os.getuid()}-{digest(self.folder)}")  # noqa: S108 - owner and mode are checked

    @property
    def control(self) -> Path:
        return self.sockets / "control.sock"

    def prepare(self) -> None:
        """Create the folders; refuse those of another user."""
        with suppress(PermissionError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            found = self.sockets.lstat()
            if found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode):
                self.sockets.chmod(0o700)
                return
        raise LocalServicesError(f"{self.folder} belongs to another user: set KADERJKN_LOCAL to a folder of your own.")

    def tidy(self) -> None:
        """Leave nothing outside the folder when the servers have ended."""
        if self.sockets.parent != self.folder:
            with suppress(OSError):
                self.sockets.rmdir()

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold `name` alone among all processes; it frees itself when the process ends."""
        with (self.folder / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
