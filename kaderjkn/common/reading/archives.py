"""The ZIP container of an XLSX file, opened with suspicion, and its XML parts, read in pieces."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from django.utils.translation import gettext as _

from .errors import UnreadableFile
from .limits import MEGABYTE, Limits

PIECE = 64 * 1024
MAX_TOKEN = 1 * MEGABYTE  # a tag or comment longer than this is an attack, not a spreadsheet

_SMALL_PART = 20 * MEGABYTE  # below it the packing ratio does no harm
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    expat.ExpatError,
    ValueError,
    IndexError,
    OSError,
)


@contextmanager
def broken_file_errors() -> Iterator[None]:
    """Turn whatever zipfile, zlib and expat raise on a damaged file into `UnreadableFile`."""
    try:
        yield
    except _BROKEN as error:
        message = _("Berkas XLSX ini rusak atau terpotong; buka di Excel, simpan ulang, lalu kirim lagi.")
        raise UnreadableFile(message) from error


class Archive:
    """Parts of the container by name, case-insensitively; the sizes are checked on opening."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the container; `UnreadableFile` if it is broken, encrypted or a bomb."""
        self.limits = limits
        self._file = path.open("rb")
        try:
            with broken_file_errors():
                self._zip = zipfile.ZipFile(self._file)
            self._parts = {_plain_name(info.filename): info for info in self._zip.infolist()}
            self._check()
        except BaseException:
            self.close()
            raise

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return _plain_name(name) in self._parts

    def close(self) -> None:
        """Close the file, also under a part that is still being read."""
        self._file.close()

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the part's content in pieces; a missing part is a broken file."""
        info = self._parts.get(_plain_name(name))
        if info is None:
            raise zipfile.BadZipFile(name)
        with self._zip.open(info) as stream:
            while piece := stream.read(PIECE):
                yield piece

    def _check(self) -> None:
        infos = self._zip.infolist()
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
            message = _("Berkas ini dilindungi kata sandi; hapus kata sandinya, lalu simpan ulang.")
            raise UnreadableFile(message)
        if any(info.compress_type not in _METHODS for info in infos):
            raise UnreadableFile(_("Pemampatan berkas ini tidak dikenal; simpan ulang dari Excel sebagai XLSX."))
        if self._is_bomb(infos):
            message = _("Isi berkas ini terlalu besar setelah dibuka; hapus lembar kosong atau bagi berkasnya.")
            raise UnreadableFile(message)

    def _is_bomb(self, infos: list[zipfile.ZipInfo]) -> bool:
        limits = self.limits
        return (
            len(infos) > limits.max_parts
            or sum(info.file_size for info in infos) > limits.max_unpacked_bytes
            or any(info.file_size > max(_SMALL_PART, limits.max_ratio * info.compress_size) for info in infos)
        )


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_declaration(*_args: object) -> None:
    message = _("Berkas XLSX ini memuat XML yang tidak diizinkan; simpan ulang dari Excel sebagai XLSX.")
    raise UnreadableFile(message)


def safe_parser() -> expat.XMLParserType:
    """Make an expat parser that refuses every document type and entity declaration."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    return parser


def parse_pieces(parser: expat.XMLParserType, pieces: Iterator[bytes]) -> Iterator[None]:
    """Feed the parser piece by piece and stop after each, so that the caller can hand on rows."""
    fed = 0
    for piece in pieces:
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > MAX_TOKEN:
            _refuse_declaration()
        yield
    parser.Parse(b"", True)


def read_elements(archive: Archive, name: str, start: Callable[[str, dict[str, str]], None]) -> None:
    """Call `start(local name, attributes)` for every element of a small part."""
    parser = safe_parser()
    parser.StartElementHandler = lambda tag, attributes: start(local_name(tag), attributes)
    with broken_file_errors():
        for _piece in parse_pieces(parser, archive.pieces(name)):
            pass


def local_name(tag: str) -> str:
    """Drop the namespace prefix of a name: `x:row` gives `row`."""
    return tag.rpartition(":")[2]
