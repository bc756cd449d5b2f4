"""Starting a measured act, and watching it from outside while it runs."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

POLL = 0.1


class Measured(NamedTuple):
    """`started` is a reading of the clock that all processes of the machine share; `parts` are seconds too."""

    seconds: float
    peak_mb: float
    started: float
    parts: tuple[float, ...] = ()


def measure(
    *words: str | int | Path | date, watch: Callable[[], None] | None = None, database_url: str = settings.DATABASE_URL
) -> Measured:
    """Do one act in a fresh process; `watch` is called ten times a second while it runs."""
    command = [sys.executable, "-m", "bench.worker", *map(str, words)]
    where = {"env": os.environ | {"DATABASE_URL": database_url}, "cwd": settings.BASE_DIR}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **where)  # noqa: S603
    while watch:
        try:
            process.wait(timeout=POLL)
        except subprocess.TimeoutExpired:
            watch()
        else:
            watch()
            break
    said, _none = process.communicate()
    if process.returncode:
        message = f"{words} ended with {process.returncode}"
        raise RuntimeError(message)
    return Measured(**json.loads(said.splitlines()[-1]))
