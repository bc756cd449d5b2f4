"""What all parsers of cells share: the empty cell, the leading apostrophe, a value with a warning."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import NamedTuple

from .errors import ValueProblem

type Parser = Callable[[str], object]

SCIENTIFIC = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?[eE][-+]?[0-9]+")


class Warned(NamedTuple):
    """A value that was taken, with a sentence about what was done to it."""

    value: object
    warning: str


def unwarned(result: object) -> tuple[object, str | None]:
    """Split what a parser returned into the value and the warning, if any."""
    return (result.value, result.warning) if type(result) is Warned else (result, None)


def plain(cell: str) -> str:
    """Strip blanks and the apostrophe by which Excel marks text."""
    return cell.strip().removeprefix("'").strip()


def parser(read: Parser) -> Parser:
    """Let a parser see text without blanks and apostrophe; an empty cell is None.

    The numeric cell stays a `NumericText`: it never has blanks around it.
    """

    @wraps(read)
    def parse(cell: str) -> object:
        if type(cell) is str:
            cell = plain(cell)
        return read(cell) if cell else None

    return parse


def cached(read: Parser) -> Parser:
    """Remember the last results, apart for text and numeric cells; for values that repeat."""
    return lru_cache(maxsize=4096, typed=True)(read)


def plain_if(pattern: str) -> Callable[[Parser], Parser]:
    """Tell of a parser in what form a text cell is its own value already.

    The parser gets `are_plain(cells)`: whether all of them are empty or match the pattern, found in one go.
    """
    every = re.compile(rf"(?:(?:{pattern})?\n)*")

    def are_plain(cells: Sequence[str]) -> bool:
        joined = "\n".join(cells) + "\n"
        return joined.count("\n") == len(cells) and every.fullmatch(joined) is not None

    def told(read: Parser) -> Parser:
        read.are_plain = are_plain
        return read

    return told


def beyond(message: str, cell: str, **more: object) -> ValueProblem:
    """Make the error of a cell that is understood but outside its bounds."""
    error = problem(message, cell, **more)
    error.rule = "range"
    return error


def problem(message: str, cell: str, **more: object) -> ValueProblem:
    """Make the error of one cell; `%(value)s` in the message shows the cell, cut to 60 letters."""
    return ValueProblem(message % {"value": shown(cell), **more})


def shown(cell: str) -> str:
    """Cut a cell to what fits into a sentence."""
    return cell if len(cell) <= 60 else cell[:59] + "…"
