"""Parsers of codes and of free text: yes or no, class of care, telephone, choices, names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _

from .parsing import SCIENTIFIC, Parser, Warned, cached, parser, problem, shown

_YES = frozenset(["Y", "YA", "YES", "1", "TRUE", "BENAR"])
_NO = frozenset(["T", "TIDAK", "N", "NO", "0", "FALSE", "SALAH"])
_CLASSES = {"1": 1, "2": 2, "3": 3, "I": 1, "II": 2, "III": 3}
_CLASS = re.compile(r"(?:(?:KELAS|KLS|KLAS)\.?\s*)?([123]|I{1,3})", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_BETWEEN_NUMBERS = re.compile(r"[/;,]|\batau\b|\bdan\b", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"[^0-9]+")
_NATIONAL = re.compile(r"8[0-9]{8,11}|[2-79][0-9]{7,10}")  # mobile; landline with its area code
_GUARDED = re.compile(r"'[=+\-@]")
_INVISIBLE = {"Cc": " ", "Cs": " ", "Cf": ""}  # control, half a character, zero-width
_FOREIGN = re.compile(r"[1-9][0-9]{7,14}")


@cached
@parser
def yes_no(cell: str) -> object:
    """Read Y or T (tidak), also Ya and Tidak, 1 and 0, TRUE and FALSE of a spreadsheet."""
    word = cell.upper().removesuffix(".")
    if word not in _YES and word not in _NO:
        raise problem(_("“%(value)s” tidak dikenali; isi Y atau T."), cell)
    return word in _YES


@cached
@parser
def care_class(cell: str) -> object:
    """Read the class of care as 1, 2 or 3: `3`, `III`, `Kelas 3`."""
    found = _CLASS.fullmatch(cell.removesuffix(".0"))
    if found is None:
        raise problem(_("Kelas “%(value)s” tidak dikenali; isi 1, 2, atau 3."), cell)
    return _CLASSES[found[1].upper()]


def code_of(choices: Iterable[str] | Mapping[str, str]) -> Parser:
    """Make a parser of one of the codes, without regard to case, blanks and punctuation.

    A mapping gives accepted spellings and the code each stands for; its codes are accepted too.
    """
    spellings = choices if isinstance(choices, Mapping) else {code: code for code in choices}
    codes = list(dict.fromkeys(spellings.values()))
    known = {_bare(code): code for code in codes}
    known |= {_bare(spelling): code for spelling, code in spellings.items()}

    @cached
    @parser
    def parse(cell: str) -> object:
        code = known.get(_bare(cell))
        if code is None:
            message = _("“%(value)s” tidak dikenali; pilih salah satu dari: %(choices)s.")
            raise problem(message, cell, choices=", ".join(codes))
        return code

    return parse


def text(max_length: int, *, min_length: int = 0) -> Parser:
    """Make a parser of one line of text: blanks and control characters collapsed, Unicode NFC."""

    def parse(cell: str) -> object:
        line = _one_line(cell)
        if len(line) > max_length:
            message = _("“%(value)s” terlalu panjang; paling banyak %(limit)s huruf.")
            raise problem(message, line, limit=max_length)
        if line and len(line) < min_length:
            message = _("“%(value)s” terlalu pendek; paling sedikit %(limit)s huruf.")
            raise problem(message, line, limit=min_length)
        return line or None

    if not min_length:
        parse.are_plain = partial(_are_plain_lines, max_length)
    return parse


def _are_plain_lines(max_length: int, cells: Sequence[str]) -> bool:
    """Tell whether all cells are lines that the parser would return as they are; a backslash is not worth it."""
    joined = "\n".join(cells) + "\n"
    return (
        joined.isascii()
        and joined.count("\n") == len(cells)
        and joined.replace("\n", "").isprintable()
        and not any(found in joined for found in ("  ", " \n", "\n ", "\n'", "\\"))
        and joined[0] not in " '"
        and max(map(len, cells)) <= max_length
    )


def _one_line(cell: str) -> str:
    """Collapse blanks, and drop the apostrophe that guards a text such as `-` in our own exports."""
    line = " ".join(cell.split())
    if line.startswith("'") and _GUARDED.match(line):
        line = line[1:]
    if line.isascii() and line.isprintable():
        return line
    kept = "".join(_INVISIBLE.get(unicodedata.category(letter), letter) for letter in line)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


@parser
def phone(cell: str) -> object:
    """Read a telephone number as E.164 (`+62812…`); never an error, the row must not fail for it.

    `0812…`, `62812…`, `+62 812-…`, `812…`; of several numbers the first usable one. What cannot be
    used gives None with a warning; the caller keeps the raw text.
    """
    parts = [part for part in _BETWEEN_NUMBERS.split(cell) if part.strip()]
    for part in parts:
        number = _international(part)
        if number and len(parts) > 1:
            return Warned(number, _("Dari beberapa nomor telepon diambil %(value)s.") % {"value": number})
        if number:
            return number
    return Warned(None, _("Nomor telepon “%(value)s” tidak dapat dipakai.") % {"value": shown(cell)})


def _international(part: str) -> str | None:
    if SCIENTIFIC.fullmatch(part):
        return None
    digits = _NOT_DIGIT.sub("", part)
    if part.lstrip(" (").startswith("+") and not digits.startswith("62"):
        return f"+{digits}" if _FOREIGN.fullmatch(digits) else None
    national = digits.removeprefix("00")
    national = national[2:].removeprefix("0") if national.startswith("62") else national.removeprefix("0")
    return f"+62{national}" if _NATIONAL.fullmatch(national) else None


def _bare(spelling: str) -> str:
    return _NOT_WORD.sub("", spelling).casefold()
