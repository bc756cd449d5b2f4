"""The web server that is measured: gunicorn as in production, static files built, and one bare view more."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from django.conf import settings

WORKERS, THREADS = 2, 8  # as the Dockerfile starts it
PATIENCE = 30


@contextmanager
def served() -> Iterator[str]:
    """Build the static files and serve the site on the bench's database; gives its address."""
    with TemporaryDirectory() as folder:
        environment = os.environ | {"STATIC_BUILT": "1", "STATIC_ROOT": folder, "LOG_LEVEL": "ERROR"}
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
            env=environment, cwd=settings.BASE_DIR, check=True,
        )  # fmt: skip
        port = free_port()
        options = {
            "bind": f"127.0.0.1:{port}",
            "worker-class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "keep-alive": 30,
            "log-level": "error",
        }
        command = [sys.executable, "-m", "gunicorn", "bench.phone.wsgi:application"]
        command += [word for name, value in options.items() for word in (f"--{name}", str(value))]
        process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)  # noqa: S603
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
