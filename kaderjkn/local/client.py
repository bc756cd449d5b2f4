"""A process that uses the private servers: it joins the supervisor, or starts one and joins it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .place import START_TIMEOUT, LocalServicesError, Place, Services, broker_url_from

__all__ = ["broker_url_from", "connect", "ensure_services"]


def ensure_services() -> Services:
    """Return the running servers of this checkout; start them if they do not run.

    The process counts as a user of the servers from here to its end, as do its forked children.
    """
    if sys.platform == "win32":
        raise LocalServicesError("The private servers do not run on Windows: set DATABASE_URL and REDIS_URL.")
    place = Place.from_environment()
    held = _held.get(place)
    if held is not None and held.is_alive():
        return held.services
    _held[place] = session = connect(place) or _start_and_connect(place)
    return session.services


@dataclass
class Session:
    """An open connection to the supervisor: as long as it is open, the servers stay."""

    connection: socket.socket
    services: Services
    supervisor: int

    def is_alive(self) -> bool:
        try:
            return self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False


_held: dict[Place, Session] = {}


def connect(place: Place) -> Session | None:
    """Join a running supervisor; None if there is none, or if it is just ending."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(os.fspath(place.control))
        greeting = b""
        while not greeting.endswith(b"\n"):
            received = connection.recv(4096)
            if not received:
                raise ConnectionResetError
            greeting += received
    except OSError:
        connection.close()
        return None
    facts = json.loads(greeting)
    return Session(connection, Services(**facts["services"]), facts["supervisor"])


def _start_and_connect(place: Place) -> Session:
    place.prepare()
    deadline = time.monotonic() + START_TIMEOUT
    with place.lock("start.lock"):
        while time.monotonic() < deadline:
            if session := connect(place):  # another process was first
                return session
            _start_supervisor()
    raise LocalServicesError(f"The private servers did not start in {START_TIMEOUT:.0f} s, see {place.folder}/*.log.")


def _start_supervisor() -> None:
    """Run the supervisor as a process of its own session, and return when its servers are ready.

    As `local`, not as `kaderjkn.local`: importing the project would load Celery and with it the settings.
    """
    load = "import sys; sys.path.append(sys.argv.pop(1)); from local.__main__ import main; sys.exit(main())"
    command = [
        sys.executable,
        "-P",
        "-c",
        load,
        os.fspath(Path(__file__).parents[1]),
        "supervise",
        "--detach",
    ]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LocalServicesError(done.stderr.strip() or "The private servers could not be started.")
