"""Find the encoding and the delimiter of a CSV file, and refuse what is no text at all."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from .errors import UnreadableFile
from .limits import MEGABYTE

DELIMITERS = ",;\t"

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_MAX_CONTROL_SHARE = 0.01
_RECORDS_LOOKED_AT = 60
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?[\r\n]+', re.IGNORECASE)


def find_encoding(path: Path) -> str:
    """Return the Python codec of the text file: by its BOM, else UTF-8, else Windows-1252.

    Reads the whole file once in pieces. Raises `UnreadableFile` for binary content, lines of more
    than two megabytes, and bytes that fit no encoding.
    """
    with path.open("rb") as stream:
        start = stream.read(3)
    for bom, encoding in _BOMS.items():
        if start.startswith(bom):
            return _checked(path, encoding)
    try:
        return _checked(path, "utf-8")
    except UnicodeDecodeError:
        return _checked(path, "cp1252", fallback=True)


def _checked(path: Path, encoding: str, *, fallback: bool = False) -> str:
    """Decode the file in pieces; raise UnicodeDecodeError only while another encoding is left."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(MEGABYTE):
                if encoding != "utf-16" and _is_binary(piece):
                    raise UnreadableFile(_not_text())
                _check_piece(piece, decoder.decode(piece))
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and not fallback:
            raise
        message = _("Huruf dalam berkas ini tidak dapat dibaca; simpan ulang sebagai “CSV UTF-8” dari Excel.")
        raise UnreadableFile(message) from error
    return encoding


def _not_text() -> str:
    return _("Berkas ini bukan teks CSV; kirim berkas XLSX atau CSV.")


def _check_piece(piece: bytes, text: str) -> None:
    if "\0" in text:
        raise UnreadableFile(_not_text())
    if len(piece) == MEGABYTE and "\n" not in text and "\r" not in text:
        raise UnreadableFile(_("Berkas ini tidak terbagi dalam baris; simpan ulang sebagai CSV dari Excel."))


def _is_binary(piece: bytes) -> bool:
    controls = len(piece) - len(piece.translate(None, _CONTROLS))
    return controls > _MAX_CONTROL_SHARE * len(piece)


def sniff_delimiter(sample: str, *, whole: bool = True) -> tuple[str, int]:
    """Return the delimiter and the number of leading lines that are not data (`sep=;`).

    The true delimiter gives many records of one width, and their first one, the headings, holds no
    other delimiter. So `1.500.000,00` in every row does not make the comma win. `whole` tells that
    the sample is not cut off.
    """
    told = _SEPARATOR_LINE.match(sample)
    if told:
        return told[1], 1
    scores = {delimiter: _score(sample, delimiter, whole=whole) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=scores.__getitem__), 0


def _score(sample: str, delimiter: str, *, whole: bool) -> tuple[bool, int]:
    """Rate a delimiter: is its heading clean, and how many cells agree with the usual width."""
    records = _records(sample, delimiter, whole=whole)
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return False, 0
    width, agreeing = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
    heading = next(record for record in records if len(record) == width)
    others = set(DELIMITERS) - {delimiter}
    is_clean = not any(other in cell for cell in heading for other in others)
    return is_clean, agreeing * (width - 1)


def _records(sample: str, delimiter: str, *, whole: bool) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        records = list(islice(reader, _RECORDS_LOOKED_AT))
    except csv.Error:
        return []
    if not whole and len(records) < _RECORDS_LOOKED_AT:
        records = records[:-1]
    return [record for record in records if any(record)]
