"""All acts of closing, each from a copy of a filled database."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ..database import NAME
from ..measuring import Measured, measure
from ..suite import telling
from .comparing import compare
from .databases import copy_of, url_of
from .sizes import Size, Sizes

DRY_RUNS = ("band", "attribution")
VARIANTS = {"holder": ("holder", "none"), "contact": ("contact", "none"), "caps": ("contact", "caps")}


class Pair(NamedTuple):
    """One month closed on both sides; they left the same rows."""

    floor: Measured
    ours: Measured


class Nights(NamedTuple):
    """All branches computed from nothing, and again after a day's payments."""

    first: Measured
    second: Measured


class Growth(NamedTuple):
    small: Measured
    large: Measured


class Results(NamedTuple):
    """What was measured; parts that were not asked for are empty."""

    sizes: Sizes
    pairs: dict[str, list[Pair]]
    dry_runs: dict[str, Measured]
    nights: Nights | None
    growth: Growth | None


def run_all(chosen: Sizes, scale: str, runs: int, part: str) -> Results:
    """`part`: `all`, or one of `months`, `nights`, `growth`."""
    pairs, dry_runs = _months(chosen, runs) if part in ("all", "months") else ({}, {})
    nights = _nights(scale) if part in ("all", "nights") else None
    return Results(chosen, pairs, dry_runs, nights, _growth(chosen) if part in ("all", "growth") else None)


def _months(chosen: Sizes, runs: int) -> tuple[dict[str, list[Pair]], dict[str, Measured]]:
    with filled("month", "fill-month", *chosen.month) as source:
        pairs = {name: [_pair(source, name, rules) for _run in range(runs)] for name, rules in VARIANTS.items()}
        return pairs, {change: _dry_run(source, change) for change in DRY_RUNS}


def _dry_run(source: str, change: str) -> Measured:
    with copy_of(source, "ours") as database:
        return _act(database, "dry-run", change)


def _pair(source: str, name: str, rules: tuple[str, str]) -> Pair:
    with copy_of(source, "floor") as theirs, copy_of(source, "ours") as ours:
        pair = Pair(_act(theirs, "close", "floor", *rules), _act(ours, "close", "program", *rules))
        with telling(f"comparing, {name}"):
            rows = compare(ours, theirs)
        sys.stderr.write(
            f"{name}: floor {pair.floor.seconds:.2f} s, program {pair.ours.seconds:.2f} s, {rows} rows alike\n"
        )
        return pair


def _nights(scale: str) -> Nights:
    with filled("night", "fill-night", scale) as database:
        first = _act(database, "night")
        _act(database, "day")
        return Nights(first, _act(database, "night"))


def _growth(chosen: Sizes) -> Growth:
    return Growth(*(_close_once(size) for size in (chosen.small, chosen.large)))


def _close_once(size: Size) -> Measured:
    with filled("branch", "fill-branch", *size) as database:
        return _act(database, "close", "program", *VARIANTS["contact"])


@contextmanager
def filled(name: str, act: str, *words: str | int) -> Iterator[str]:
    """A database of its own, filled by the act."""
    with copy_of(NAME, name) as database:
        _act(database, act, *words)
        yield database


def _act(database: str, act: str, *words: str | int) -> Measured:
    with telling(f"{act} {' '.join(map(str, words))}"):
        return measure("closing", act, *words, database_url=url_of(database))
