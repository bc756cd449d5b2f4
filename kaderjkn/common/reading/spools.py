"""Rows kept in a temporary file, to be read again without parsing the spreadsheet again."""

import marshal
import tempfile
from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import IO

from .cells import NumericText, Row

_BETWEEN = "\x7f"  # between two cells stands DEL, which no keyboard writes


class Spool:
    """Batches of rows in the order in which they were added. Numeric cells come back as `NumericText`.

    The file has no name, so that it goes even if the process is killed. A row is kept as its number,
    the places of its numeric cells, and all cells in one string: that is a tenth of the reading.
    """

    def __init__(self) -> None:
        """Make the file."""
        name = "kaderjkn-rows-"
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix=name, buffering=0)  # noqa: SIM115 -- closed in close()
        self._ends = array("Q", [0])

    def add(self, rows: list[Row]) -> bool:
        """Keep a batch; False if it cannot be kept: the disk is full, or a cell holds a DEL."""
        packed = [(number, _numeric_places(tuple(map(type, cells))), _BETWEEN.join(cells)) for number, cells in rows]
        if any(text.count(_BETWEEN) >= len(cells) for (_n, _p, text), (_m, cells) in zip(packed, rows, strict=True)):
            return False
        content = marshal.dumps(packed)
        self._ends.append(self._ends[-1] + len(content))
        try:
            return self._file.write(content) == len(content)
        except OSError:
            return False

    def batches(self) -> Iterator[list[Row]]:
        """Yield the batches from the first one on; several readers do not disturb each other."""
        for start, end in pairwise(self._ends):
            self._file.seek(start)
            packed = marshal.loads(self._file.read(end - start))  # noqa: S302 -- nobody else can write this file
            yield [(number, _unpacked(text, places)) for number, places, text in packed]

    def close(self) -> None:
        """Drop the file; twice does no harm."""
        self._file.close()


@lru_cache(maxsize=512)
def _numeric_places(types: tuple[type, ...]) -> tuple[int, ...]:
    return tuple(place for place, kind in enumerate(types) if kind is NumericText)


def _unpacked(text: str, numeric: tuple[int, ...]) -> list[str]:
    cells = text.split(_BETWEEN)
    for place in numeric:
        cells[place] = NumericText(cells[place])
    return cells
