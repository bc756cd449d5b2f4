"""The shared strings of a workbook, read only as far as the rows ask for them.

They stay in memory while they are few. When they are many they go to a temporary file, and only
those used last are held.
"""

import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, count
from typing import IO

from django.utils.translation import gettext as _

from .archives import Archive, broken_file_errors, local_name, parse_pieces, safe_parser
from .errors import UnreadableFile
from .plain_xml import QUOTED_TEXT, odd_pieces, shape, unquoted
from .xlsx_text import unescaped

SPILL_CHARACTERS = 16 * 1024 * 1024

_OBJECT = 160  # what a string and its place in the dictionary cost beside the characters
_SHAPE = shape(b"sst", b"si")
_PLAIN_STRING = re.compile(rf'<si><t(?: xml:space="preserve")?>({QUOTED_TEXT})</t></si>')


class SharedStrings(dict[int, str]):
    """Strings by number: `strings[7]` reads on until number 7 is known, or raises IndexError.

    The dictionary itself is what memory holds, so that the usual look-up costs no call.
    """

    def __init__(self, batches: Iterable[list[str]], *, spill_characters: int = SPILL_CHARACTERS) -> None:
        """Read nothing yet; `spill_characters` is the size from which strings go to a file."""
        super().__init__()
        self._batches = iter(batches)
        self._spill_characters = spill_characters
        self._count = self._characters = 0
        self._ends = array("Q", [0])
        self._file: IO[bytes] | None = None

    def __missing__(self, number: int) -> str:
        """Read on, or fetch the string back from the file."""
        while number >= self._count and self._read_on():
            pass
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self[number] if number in self else self._fetch(number)

    def finish(self) -> None:
        """Read what nobody asked for too, so that damage there is noticed."""
        while self._read_on():
            pass

    def close(self) -> None:
        """Drop the temporary file; twice does no harm."""
        if self._file is not None:
            self._file.close()

    def _read_on(self) -> bool:
        batch = next(self._batches, None)
        if batch is None:
            return False
        self._make_room()
        self.update(zip(count(self._count), batch, strict=False))
        self._count += len(batch)
        self._characters += sum(map(len, batch)) + _OBJECT * len(batch)
        return True

    def _make_room(self) -> None:
        """Forget everything once it is too much; what the file does not have yet is written before."""
        if self._characters <= self._spill_characters:
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="kaderjkn-strings-")  # noqa: SIM115 -- closed in close()
        unwritten = range(len(self._ends) - 1, self._count)
        texts = [self[number].encode("utf-8", "surrogatepass") for number in unwritten]
        end = self._file.seek(self._ends.pop())
        self._file.write(b"".join(texts))
        self._ends.extend(accumulate(map(len, texts), initial=end))
        self.clear()
        self._characters = 0

    def _fetch(self, number: int) -> str:
        if self._file is None:
            raise IndexError(number)
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        text = self._file.read(end - start).decode("utf-8", "surrogatepass")
        self._make_room()
        self[number] = text
        self._characters += len(text) + _OBJECT
        return text


def read_shared_strings(
    archive: Archive, part: str | None, *, spill_characters: int = SPILL_CHARACTERS
) -> SharedStrings:
    """Make the look-up of the part's strings; a workbook may have no such part."""
    has_strings = part is not None and part in archive
    batches = _StringPart(archive, part).batches() if has_strings else ()
    return SharedStrings(batches, spill_characters=spill_characters)


class _StringPart:
    """One pass over the part: rich text is joined, phonetic hints are left out."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._pieces, self._limit = archive.pieces(part), archive.limits.max_cell_characters
        self._found: list[str] = []
        self._text: list[str] = []
        self._phonetic = 0
        self._parser = safe_parser()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end

    def batches(self) -> Iterator[list[str]]:
        """Yield the strings that each piece completes."""
        with broken_file_errors():
            for _piece in parse_pieces(self._parser, odd_pieces(self._pieces, _SHAPE, self._take)):
                check_length(self._text, self._limit)
                yield self._found
                self._found = []

    def _take(self, run: str) -> bool:
        parts = _PLAIN_STRING.split(run)
        is_plain = not any(parts[::2]) and len(run) <= self._limit
        if is_plain:
            texts = map(unquoted, parts[1::2]) if "&" in run else parts[1::2]
            self._found.extend(map(unescaped, texts) if "_x" in run else texts)
        return is_plain

    def _start(self, tag: str, _attributes: list[str]) -> None:
        tag = local_name(tag)
        if tag == "si":
            self._text.clear()
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "t" and not self._phonetic:
            self._parser.CharacterDataHandler = self._text.append

    def _end(self, tag: str) -> None:
        tag = local_name(tag)
        if tag == "t":
            self._parser.CharacterDataHandler = None
        elif tag == "si":
            self._found.append(unescaped("".join(self._text)))
        elif tag == "rPh":
            self._phonetic -= 1


def check_length(text: list[str], limit: int) -> None:
    """Refuse a cell whose text grows without end."""
    if len(text) > 1 and sum(map(len, text)) > limit:
        message = _("Ada sel yang berisi lebih dari %(limit)s huruf; pendekkan lalu kirim ulang.")
        raise UnreadableFile(message % {"limit": limit})
