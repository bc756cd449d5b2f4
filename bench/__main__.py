"""The bench itself, inside its own database; `manage.py bench` makes that and calls this."""

import argparse
import logging
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import structlog

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options, here and of the command."""
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--write", action="store_true")


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bench")
    arguments(parser)
    options = parser.parse_args(words)
    django.setup()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    from .running import run  # noqa: PLC0415 (models, after django.setup)
    from .table import as_report, write_into  # noqa: PLC0415 (the same)

    with TemporaryDirectory() as folder:
        lines, facts = run(options.rows, options.runs, Path(folder))
    command = f"make bench ARGS='{' '.join(words)}'"
    report = as_report(command, facts, lines, options.runs, date.today())  # noqa: DTZ011 (the machine's day)
    sys.stdout.write(f"{report}\n")
    if options.write:
        write_into(DOCUMENT, report)


if __name__ == "__main__":
    main(sys.argv[1:])
