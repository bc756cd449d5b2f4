"""How cells of a file are shown on a page: recognisable to whoever knows the file, not readable in full.

What a column holds is not known before it is mapped, and may be mapped wrongly. So whatever is text is masked,
and every long number, whichever column it is said to be; the columns below are only masked more closely.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext as _

from ..formatting import EMPTY, mask_name, mask_phone, mask_tail, month_name, number, short_date
from ..reading import values
from ..reading.columns import Column

LONGEST_SHOWN = 40
LONG_NUMBER = 9  # digits; a card has 13, a telephone number 10 or more, a day 8

_DAY = r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])"
_NUMBER = rf"\d(?:[\s.,/()+-]{{0,2}}\d){{{LONG_NUMBER - 1},}}"
_PIECE = re.compile(rf"(?P<day>{_DAY})|(?P<number>{_NUMBER})|(?P<word>[^\W\d_]+)")
_QUOTED = re.compile(r"“(.*)”", re.DOTALL)
_UNQUOTED_NUMBER = re.compile(rf"\d{{{LONG_NUMBER},}}")
_DIGITS_ALONE = re.compile(r"[\d\s.,:/()+'-]+")


def mask_text(text: str) -> str:
    """Keep two letters of each word and the last four digits of a long number: `Si** Am****`, `*********1111`."""
    masked = _PIECE.sub(_masked_piece, " ".join(str(text).split()))
    return masked if len(masked) <= LONGEST_SHOWN else masked[: LONGEST_SHOWN - 1].rstrip() + "…"


def _masked_piece(found: re.Match) -> str:
    piece = found[0]
    if found["day"]:
        return piece
    if found["number"]:
        return mask_tail(_digits(piece))
    kept = min(2, max(1, len(piece) - 1))
    return piece[:kept] + "*" * (len(piece) - kept)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _mask_number(text: str) -> str:
    """Mask an identifier; where letters stand instead of digits, it may be a name in the wrong column."""
    return mask_text(text) if any(letter.isalpha() for letter in text) else mask_tail(text)


def _mask_birthday(text: str) -> str:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return f"**/**/{found[0]}" if found else "****"


_CLOSER: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("noka", "noka_kepala", "no_kk", "nik", "no_va", "no_rekening"), _mask_number),
    **dict.fromkeys(("nama", "atas_nama"), mask_name),
    "no_hp": mask_phone,
    "tgl_lahir": _mask_birthday,
}


def mask_cell(cell: str, column: str = "") -> str:
    """Mask a cell as it stands in the file; `column` is ours, where it is known."""
    if not cell.strip():
        return EMPTY
    return _CLOSER.get(column, mask_text)(cell.strip())[:LONGEST_SHOWN]


def mask_value(value: object, column: Column) -> str:
    """Write a parsed value as people read it, masked."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, date):
        return _day(value, column)
    if isinstance(value, int):
        return mask_text(str(value)) if len(str(abs(value))) >= LONG_NUMBER else number(value)
    return mask_cell(str(value), column.name)


def _day(value: date, column: Column) -> str:
    if column.name in _CLOSER:
        return mask_cell(str(value), column.name)
    if column.parse is values.month:
        return month_name(value)
    return f"{short_date(value)} {value:%H.%M}" if isinstance(value, datetime) else short_date(value)


def mask_sentence(message: str, column: str) -> str:
    """Mask what a sentence about a cell quotes of it."""
    outside = _UNQUOTED_NUMBER.sub(lambda found: mask_tail(found[0]), message)
    return _QUOTED.sub(lambda found: f"“{mask_cell(found[1], column)}”", outside)


def is_data(cells: list[str]) -> bool:
    """Tell whether a row holds data and no headings: a card or telephone number, or several figures."""
    figures = [len(_digits(cell)) for cell in cells if _DIGITS_ALONE.fullmatch(cell)]
    return any(size >= LONG_NUMBER for size in figures) or sum(size >= 5 for size in figures) > 1
