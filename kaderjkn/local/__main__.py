"""Command line: `python -m kaderjkn.local status|stop|supervise`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from contextlib import closing
from pathlib import Path

from .client import connect
from .place import LocalServicesError, Place
from .processes import LARGEST_LOG
from .supervisor import Supervisor

log = logging.getLogger("kaderjkn.local")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m kaderjkn.local", description="Private servers of this checkout.")
    parser.add_argument("action", choices=["status", "stop", "supervise"])
    parser.add_argument("--detach", action="store_true", help="supervise in the background")
    options = parser.parse_args(arguments)
    place = Place.from_environment()
    try:
        if options.action == "supervise":
            return _supervise_detached(place) if options.detach else _supervise(place)
        return _status(place) if options.action == "status" else _stop(place)
    except LocalServicesError as error:
        print(error, file=sys.stderr)
        return 1


def _supervise(place: Place) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    Supervisor(place).run(on_ready=lambda: log.info("ready in %s", place.folder))
    return 0


def _supervise_detached(place: Place) -> int:
    """Fork; the parent waits for the first word of the supervisor: `ready`, or what is wrong."""
    place.prepare()
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        with os.fdopen(reader) as answer:
            word = answer.read()
        if word != "ready":
            print(word or f"The supervisor ended early, see {place.folder}/supervisor.log.", file=sys.stderr)
        return 0 if word == "ready" else 1
    os.close(reader)
    _leave_terminal(place.folder / "supervisor.log")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    with os.fdopen(writer, "w") as answer:

        def ready() -> None:
            answer.write("ready")
            answer.close()

        try:
            Supervisor(place).run(on_ready=ready)
        except LocalServicesError as error:
            log.error("%s", error)  # noqa: TRY400 - one sentence, no traceback
            if not answer.closed:
                answer.write(str(error))
            return 1
    return 0


def _leave_terminal(log_file: Path) -> None:
    os.setsid()
    os.chdir("/")
    if log_file.exists() and log_file.stat().st_size > LARGEST_LOG:
        log_file.unlink()
    with Path(os.devnull).open() as nothing, log_file.open("ab") as output:
        os.dup2(nothing.fileno(), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)


def _status(place: Place) -> int:
    session = connect(place)
    if session is None:
        print(f"not running in {place.folder}")
        return 1
    with closing(session.connection):
        print(f"running in {place.folder}, supervisor {session.supervisor}")
        print(f"DATABASE_URL={session.services.database_url}")
        print(f"REDIS_URL={session.services.redis_url}")
    return 0


def _stop(place: Place) -> int:
    """Ask the supervisor to end, users or not, and wait until it has."""
    session = connect(place)
    if session is None:
        print(f"not running in {place.folder}")
        return 0
    with closing(session.connection):
        session.connection.sendall(b"stop\n")
    with place.lock("supervisor.lock"):
        print(f"stopped in {place.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
