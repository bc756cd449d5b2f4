"""From an empty database to the lines of the table of closing."""

from django.core.management import call_command

from ..lines import Line
from ..machine import facts
from ..suite import telling
from .lines import all_lines
from .sizes import sizes
from .suite import run_all


def run(runs: int, part: str, *, full: bool) -> tuple[list[Line], dict[str, str]]:
    with telling("making the database"):
        call_command("migrate", verbosity=0)
    known = facts()
    return all_lines(run_all(sizes(full=full), "full" if full else "tenth", runs, part)), known
