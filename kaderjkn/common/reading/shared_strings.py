"""The shared strings of a workbook: a list while small, a temporary file behind an index when big."""

import mmap
import tempfile
from array import array
from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _

from .archives import Archive, broken_file_errors, local_name, parse_pieces, safe_parser
from .errors import UnreadableFile
from .xlsx_text import unescaped

SPILL_CHARACTERS = 16 * 1024 * 1024


class SharedStrings:
    """Strings by number. `close` frees the temporary file."""

    def __init__(self, *, spill_characters: int = SPILL_CHARACTERS) -> None:
        """Start empty; `spill_characters` is the size from which strings go to a file."""
        self._spill_characters = spill_characters
        self._held: list[str] = []
        self._characters = 0
        self._ends: array[int] | None = None
        self._file: IO[bytes] | None = None
        self._map: mmap.mmap | None = None

    def add(self, text: str) -> None:
        """Take the next string."""
        self._held.append(text)
        self._characters += len(text) + 64  # an object costs that much more
        if self._characters > self._spill_characters:
            self._spill()

    def finish(self) -> Callable[[int], str]:
        """End the filling and return the look-up by number; it raises IndexError."""
        if self._file is None:
            return self._held.__getitem__
        self._spill()
        self._file.flush()
        if self._ends and self._ends[-1]:
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._from_file

    def close(self) -> None:
        """Drop the temporary file; twice does no harm."""
        if self._map is not None:
            self._map.close()
        if self._file is not None:
            self._file.close()
        self._map = self._file = None

    def _spill(self) -> None:
        """Write what is held behind what was spilt before."""
        if self._file is None or self._ends is None:
            self._file = tempfile.TemporaryFile(prefix="kaderjkn-strings-")  # noqa: SIM115 -- closed in close()
            self._ends = array("Q", [0])
        end = self._ends[-1]
        for text in self._held:
            end += self._file.write(text.encode("utf-8", "surrogatepass"))
            self._ends.append(end)
        self._held.clear()
        self._characters = 0

    def _from_file(self, number: int) -> str:
        if self._ends is None or not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        if self._map is None or start == end:
            return ""
        return self._map[start:end].decode("utf-8", "surrogatepass")


def read_shared_strings(
    archive: Archive, part: str | None, *, spill_characters: int = SPILL_CHARACTERS
) -> SharedStrings:
    """Read the part of shared strings; rich text is joined, phonetic hints are left out."""
    strings = SharedStrings(spill_characters=spill_characters)
    if part is None or part not in archive:
        return strings
    try:
        _fill(strings, archive, part)
    except BaseException:
        strings.close()
        raise
    return strings


def _fill(strings: SharedStrings, archive: Archive, part: str) -> None:
    parser = safe_parser()
    text: list[str] = []
    phonetic = 0

    def start(tag: str, _attributes: list[str]) -> None:
        nonlocal phonetic
        tag = local_name(tag)
        if tag == "si":
            text.clear()
        elif tag == "rPh":
            phonetic += 1
        elif tag == "t" and not phonetic:
            parser.CharacterDataHandler = text.append

    def end(tag: str) -> None:
        nonlocal phonetic
        tag = local_name(tag)
        if tag == "t":
            parser.CharacterDataHandler = None
        elif tag == "si":
            strings.add(unescaped("".join(text)))
        elif tag == "rPh":
            phonetic -= 1

    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with broken_file_errors():
        for _piece in parse_pieces(parser, archive.pieces(part)):
            check_length(text, archive.limits.max_cell_characters)


def check_length(text: list[str], limit: int) -> None:
    """Refuse a cell whose text grows without end."""
    if len(text) > 1 and sum(map(len, text)) > limit:
        message = _("Ada sel yang berisi lebih dari %(limit)s huruf; pendekkan lalu kirim ulang.")
        raise UnreadableFile(message % {"limit": limit})
