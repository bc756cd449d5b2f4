"""Rows kept in a temporary file, to be read again without parsing the spreadsheet again."""

import marshal
import tempfile
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import IO

from .cells import NumericText, Row

_CELL, _ROW = "\x7f", "\x1e"  # between cells stands DEL, between rows RS: no keyboard writes either


class Spool:
    """Batches of rows in the order in which they were added. Numeric cells come back as `NumericText`.

    The file has no name, so that it goes even if the process is killed. A batch is kept as the
    numbers of its rows, the places of their numeric cells, and one string of all cells, since that
    adds least to the reading.
    """

    def __init__(self) -> None:
        """Make the file."""
        name = "kaderjkn-rows-"
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix=name, buffering=0)  # noqa: SIM115 -- closed in close()
        self._ends = array("Q", [0])

    def add(self, rows: list[Row]) -> bool:
        """Keep a batch; False if it cannot be kept: the disk is full, or a cell holds a separator."""
        numbers, cells = zip(*rows, strict=True)
        text = _ROW.join(map(_CELL.join, cells))
        if text.count(_ROW) >= len(cells) or text.count(_CELL) > sum(map(len, cells)) - len(cells):
            return False
        content = marshal.dumps((numbers, [_numeric_places(tuple(map(type, row))) for row in cells], text))
        self._ends.append(self._ends[-1] + len(content))
        try:
            return self._file.write(content) == len(content)
        except OSError:
            return False

    def batches(self) -> Iterator[list[Row]]:
        """Yield the batches from the first one on; several readers do not disturb each other."""
        for start, end in pairwise(self._ends):
            self._file.seek(start)
            content = self._file.read(end - start)
            numbers, places, text = marshal.loads(content)  # noqa: S302 -- nobody else can write this file
            yield list(zip(numbers, map(_unpacked, text.split(_ROW), places), strict=True))

    def close(self) -> None:
        """Drop the file; twice does no harm."""
        self._file.close()


@lru_cache(maxsize=512)
def _numeric_places(types: tuple[type, ...]) -> tuple[int, ...]:
    return tuple(place for place, kind in enumerate(types) if kind is NumericText)


def _unpacked(text: str, numeric: tuple[int, ...]) -> list[str]:
    cells = text.split(_CELL)
    for place in numeric:
        cells[place] = NumericText(cells[place])
    return cells
