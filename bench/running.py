"""From an empty database to the lines of the table."""

from pathlib import Path

from django.core.management import call_command

from .database import add_branch
from .lines import Line, Results, all_lines
from .machine import facts
from .measuring import Measured
from .suite import run_floors, run_import_export, run_ours, telling, write_files

SMALLER = 10  # the second size is so many times smaller


def run(rows: int, runs: int, folder: Path) -> tuple[list[Line], dict[str, str]]:
    with telling("making the database"):
        call_command("migrate", verbosity=0)
        add_branch()
    small, import_export = _measure(rows // SMALLER, runs, folder / "small", with_import_export=True)
    large, _none = _measure(rows, runs, folder / "large")
    return all_lines(large, small, import_export), facts()


def _measure(rows: int, runs: int, folder: Path, *, with_import_export: bool = False) -> tuple[Results, list[Measured]]:
    """The two sides in turn, so that a machine that slows down slows both."""
    results, others = Results(write_files(rows, folder), [], []), []
    for _run in range(runs):
        results.floors.append(run_floors(results.files))
        results.ours.append(run_ours(results.files))
        if with_import_export:
            others.append(run_import_export(results.files))
    return results, others
