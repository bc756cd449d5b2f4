"""The plain stretches of a large XML part, cut out so that a regular expression can read them.

Expat calls us five times for each cell, which is most of the time of a large file. Spreadsheet
programs write long runs of rows that need no parser at all; everything else still goes through
expat, which sees the part with those runs taken out.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import unescape

from .archives import PIECE

# Text of an element that expat would hand on unchanged: no markup, no carriage return, no control
TEXT = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
QUOTED_TEXT = rf"{TEXT}(?:&(?:amp|lt|gt|quot|apos);{TEXT})*"

_LONGEST_RUN = 4 * PIECE
_DECLARATION = rb"""<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?(?: standalone=["'][a-z]+["'])? ?\?>"""
_BEFORE = rb"(?:\xef\xbb\xbf)?(?:" + _DECLARATION + rb")?(?:[^<]|<(?![!?]))*?"  # neither comments nor CDATA


class Shape(NamedTuple):
    """Where runs can stand: behind the start of the part, up to a closing tag of an element."""

    start: re.Pattern[bytes]
    closing: bytes


def shape(parent: bytes, element: bytes) -> Shape:
    """Describe a part in UTF-8 whose `parent` holds many of an element."""
    return Shape(re.compile(_BEFORE + rb"<" + parent + rb"(?: [^<>]*)?>"), rb"</" + element + rb">")


def odd_pieces(pieces: Iterator[bytes], part: Shape, take: Callable[[str], bool]) -> Iterator[bytes]:
    """Pass on what expat must read; `b""` stands for a run of whole elements that `take` accepted."""
    pending = next(pieces, b"")
    start = part.start.match(pending)
    if start:
        yield start[0]
        pending = yield from _without_runs(pending[start.end() :], pieces, part.closing, take)
    yield from _cut(pending)
    yield from pieces


def _without_runs(
    pending: bytes, pieces: Iterator[bytes], closing: bytes, take: Callable[[str], bool]
) -> Iterator[bytes]:
    """Offer each piece up to its last closing tag; return what is left when there is no more to offer.

    A comment or CDATA section could hide a closing tag, so that behind one everything is expat's.
    """
    while len(pending) < _LONGEST_RUN:
        end = pending.rfind(closing) + len(closing)
        if end >= len(closing):
            run, pending = pending[:end], pending[end:]
            if take(run.decode("utf-8")):
                yield b""
            else:
                yield from _cut(run)
                if b"<!" in run or b"<?" in run:
                    break
        piece = next(pieces, b"")
        if not piece:
            break
        pending += piece
    return pending


def _cut(run: bytes) -> Iterator[bytes]:
    """Keep to the usual size, since the length of a cell is checked after each piece."""
    for start in range(0, len(run), PIECE):
        yield run[start : start + PIECE]


def unquoted(text: str) -> str:
    """Resolve the five entities that XML has by itself."""
    return unescape(text, {"&quot;": '"', "&apos;": "'"})
