"""Drives the real program through its management commands and reads its reports back.

What has no command (excusing, deciding, matching by hand) stands in `program_actions`.
"""

import csv
import io
from pathlib import Path

from tests.second_calculation.program_actions import ACTIONS, SUPERVISOR, set_clock

FLAGS = {"period": "--period", "as_of": "--as-of", "on": "--on"}
REOPENING_REASON = "Berkas pembayaran terlambat"


def create_branch(code):
    """The branch and a supervisor who acts in it."""
    from django.core.management import call_command

    call_command("create_branch", code, "Jakarta Utara", "--zone", "Asia/Jakarta", stdout=io.StringIO())
    call_command("create_user", SUPERVISOR, "--role", "supervisor", "--branch", code, stdout=io.StringIO())


def run_scenario(scenario, tmp_path, after=None):
    """Run all steps; call `after(step, outcome, message)` after each."""
    create_branch(scenario.branch)
    for number, step in enumerate(scenario.steps):
        outcome, message = run_step(scenario.branch, step, Path(tmp_path), number)
        if after:
            after(step, outcome, message)


def run_step(branch, step, folder, number=0):
    """Run one step; give ('done' or 'refused', what the program said)."""
    from django.core.management.base import CommandError

    from kaderjkn.common.errors import Refused

    try:
        if step.command in ACTIONS:
            return "done", str(ACTIONS[step.command](branch=branch, **step.options))
        return "done", run_command(branch, step, folder, number)
    except Refused as error:
        return "refused", str(error)
    except CommandError as error:
        if error.returncode == 2:
            raise
        return "refused", str(error)
    except SystemExit as error:
        if error.code != 1:
            raise
        return "refused", ""


def run_command(branch, step, folder, number):
    from django.core.management import call_command

    arguments = []
    if step.rows is not None:
        arguments.append(str(write_rows(step.rows, folder / f"{number:03d}-{step.command}.csv")))
    out, err = io.StringIO(), io.StringIO()
    call_command(step.command, *arguments, *flags(branch, step), stdout=out, stderr=err)
    set_clock(step)
    return out.getvalue() + err.getvalue()


def flags(branch, step):
    """The options of the command line for the options of a step."""
    options = step.options
    for_all = options.get("everywhere") or options.get("belongs") is False
    arguments = [] if for_all else ["--branch", branch]
    for name, flag in FLAGS.items():
        if options.get(name):
            arguments += [flag, str(options[name])]
    if step.command == "reopen_period":
        arguments += ["--reason", REOPENING_REASON]
    return arguments


def write_rows(rows, path):
    """A CSV file with every heading that a row has."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def program_report(name, branch, period, folder):
    """The rows of `report NAME` as tuples of text, without the heading."""
    from django.core.management import call_command

    path = Path(folder) / f"report-{name}-{period}.csv"
    path.unlink(missing_ok=True)
    call_command(
        "report",
        name,
        "--branch",
        branch,
        "--period",
        period,
        "--format",
        "csv",
        "--output",
        str(path),
        stdout=io.StringIO(),
    )
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    return [tuple(cell.removeprefix("'") for cell in row) for row in rows[1:] if row]
