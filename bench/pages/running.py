"""From nothing to the lines of the table of lists: each size in a database of its own."""

import json
import os
import subprocess
import sys
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command

from ..closing.databases import copy_of, url_of
from ..database import NAME
from ..lines import Line
from ..machine import facts
from ..suite import telling
from .lines import Measured, all_lines


class Size(NamedTuple):
    """So many households in each of so many branches."""

    households: int
    branches: int

    @property
    def base(self) -> int:
        return self.households * self.branches


SMALL, LARGE, FULL = Size(10_000, 1), Size(100_000, 2), Size(1_000_000, 15)


def run(*, full: bool) -> tuple[list[Line], dict[str, str]]:
    with telling("making the database"):
        call_command("migrate", verbosity=0)
    known = facts()
    small, large = measured(SMALL), measured(FULL if full else LARGE)
    return all_lines(small, large), known


def measured(size: Size) -> Measured:
    with copy_of(NAME, "lists") as database, telling(f"lists at {size.households:,} of {size.base:,} households"):
        command = [sys.executable, "-m", "bench.pages.measuring", *map(str, size)]
        environment = os.environ | {"DATABASE_URL": url_of(database), "ALLOWED_HOSTS": "localhost"}
        done = subprocess.run(  # noqa: S603
            command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=True
        )
    return Measured(size.households, size.base, **json.loads(done.stdout.splitlines()[-1]))
