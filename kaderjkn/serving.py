"""The whole site in one foreground command: web, Celery worker and beat, started and stopped together.

For the demo and for developing; in production each has its own container (docker-compose.yml).
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from kaderjkn.local.place import CHECKOUT, Place
from kaderjkn.local.processes import die_with_parent

PORTS_TO_TRY = 20
READY_TIMEOUT = 60.0
STOP_TIMEOUT = 15.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class NoFreePortError(Exception):
    """All ports from the wished one upwards are taken."""


def serve(address: str = "127.0.0.1:8000", *, reload: bool = False, on_ready: Callable[[str], None] = print) -> int:
    """Run the site until a signal comes or one of its processes ends; return the exit code.

    `on_ready` gets the address of the page as soon as it answers, which is on another port when the wished
    one is taken.
    """
    host, _, port = address.rpartition(":")
    bound = f"{host}:{free_port(host, int(port))}"
    site = Site()
    previous = {number: signal.signal(number, site.ask_to_stop) for number in STOP_SIGNALS}
    try:
        for name, command in commands(bound, reload=reload).items():
            site.start(name, command)
        if site.wait_until_it_answers(bound):
            on_ready(f"http://{bound}/")
        return site.run()
    finally:
        site.stop()
        for number, handler in previous.items():
            signal.signal(number, handler)


def free_port(host: str, wished: int) -> int:
    for port in range(wished, wished + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise NoFreePortError(f"No free port between {wished} and {wished + PORTS_TO_TRY - 1} on {host}.")


def commands(address: str, *, reload: bool) -> dict[str, list[str]]:
    """Return the three command lines by name."""
    folder = Place.from_environment().folder
    folder.mkdir(parents=True, exist_ok=True)
    quiet_about_root = "ignore:You're running the worker with superuser"
    celery = [sys.executable, "-W", quiet_about_root, "-m", "celery", "-q", "-A", "kaderjkn"]
    gunicorn = [sys.executable, "-m", "gunicorn", "kaderjkn.wsgi:application", "--bind", address]
    threads = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5"]
    development = [sys.executable, "manage.py", "runserver", address]
    return {
        "web": development if reload else [*gunicorn, *threads, "--log-level", "warning"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", f"--schedule={folder / 'beat'}"],
    }


class Site:
    """The processes that run now, and whether somebody asked them to stop."""

    def __init__(self) -> None:
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = 0

    def start(self, name: str, command: list[str]) -> None:
        """Start a process in a session of its own: the terminal's Ctrl-C reaches only us."""
        self.processes[name] = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "kaderjkn.settings"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid(), signal.SIGTERM),  # noqa: PLW1509 - one thread only
        )

    def ended(self) -> str | None:
        return next((name for name, one in self.processes.items() if one.poll() is not None), None)

    def wait_until_it_answers(self, address: str) -> bool:
        host, _, port = address.rpartition(":")
        deadline = time.monotonic() + READY_TIMEOUT
        while not self.asked_to_stop and not self.ended() and time.monotonic() < deadline:
            connection = http.client.HTTPConnection(host, int(port), timeout=READY_TIMEOUT)
            try:
                connection.request("GET", "/")
                connection.getresponse()
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            else:
                return True
            finally:
                connection.close()
        return False

    def run(self) -> int:
        while not self.asked_to_stop:
            if name := self.ended():
                code = self.processes[name].returncode
                print(f"{name} ended with code {code}; stopping the others.", file=sys.stderr)
                return 1
            time.sleep(0.2)
        return 0

    def stop(self) -> None:
        """Ask all to end, give them time, then end what is left; a second Ctrl-C shortens the time."""
        self.asked_to_stop = max(self.asked_to_stop, 1)
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_TIMEOUT
        while any(process.poll() is None for process in self.processes.values()):
            if time.monotonic() > deadline or self.asked_to_stop > 1:
                break
            time.sleep(0.05)
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def ask_to_stop(self, *_: object) -> None:
        self.asked_to_stop += 1
