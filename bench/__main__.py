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
IMPORTS, CLOSING, PHONE, LETTERS, LISTS = "imports", "closing", "phone", "letters", "lists"
BEST_OF = 3  # letters: runs of which the best counts


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options, here and of the command."""
    parser.add_argument("what", nargs="?", choices=(IMPORTS, CLOSING, PHONE, LETTERS, LISTS), default=IMPORTS)
    parser.add_argument("--rows", type=int, default=1_000_000, help="imports: rows of the list")
    parser.add_argument("--full", action="store_true", help="closing, lists: in full instead of a tenth of it")
    parser.add_argument(
        "--part", choices=("all", "months", "nights", "growth"), default="all", help="closing: only that"
    )
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--write", action="store_true")


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bench")
    arguments(parser)
    options = parser.parse_args(words)
    django.setup()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    from .table import MARKS, as_report, write_into  # noqa: PLC0415 (settings, after django.setup)

    lines, facts = _measure(options)
    command = f"make bench ARGS='{' '.join(words)}'"
    is_best = options.what == LETTERS
    runs = max(options.runs, BEST_OF) if is_best else options.runs
    day = date.today()  # noqa: DTZ011 (the machine's)
    report = as_report(command, facts, lines, runs, day, is_best=is_best)
    sys.stdout.write(f"{report}\n")
    if options.write:
        write_into(DOCUMENT, report, MARKS[options.what])


def _measure(options: argparse.Namespace):
    if options.what == CLOSING:
        from .closing.running import run as run_closing  # noqa: PLC0415 (models, after django.setup)

        return run_closing(options.runs, options.part, full=options.full)
    if options.what == PHONE:
        from .phone.running import run as run_phone  # noqa: PLC0415 (the same)

        return run_phone()
    if options.what == LISTS:
        from .pages.running import run as run_lists  # noqa: PLC0415 (the same)

        return run_lists(full=options.full)
    if options.what == LETTERS:
        from .letters.running import run as run_letters  # noqa: PLC0415 (the same)

        return run_letters(max(options.runs, BEST_OF))
    from .running import run  # noqa: PLC0415 (the same)

    with TemporaryDirectory() as folder:
        return run(options.rows, options.runs, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
