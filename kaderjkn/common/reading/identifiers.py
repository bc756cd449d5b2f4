"""Parsers of identifiers: always text, never through a number, never guessed.

Formats: DOMAIN.md section 5 (card 13 digits, NIK and KK 16, kode wilayah PP.KK.CC.DDDD).
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .cells import is_numeric
from .errors import ValueProblem
from .parsing import SCIENTIFIC, Warned, cached, parser, plain_if, problem

CARD_DIGITS = 13
RESIDENT_DIGITS = 16
VIRTUAL_ACCOUNT_PREFIXES = ("88888", "89888")

_CARD, _FAMILY_CARD = gettext_noop("Nomor kartu"), gettext_noop("Nomor KK")
_NIK, _VIRTUAL_ACCOUNT = gettext_noop("NIK"), gettext_noop("Nomor VA")

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u200b-\u200f\u2060\ufeff]+")
_DIGITS = re.compile(r"[0-9]+")
_ROUNDED = re.compile(r"[0-9]{3,6}0{7,}")  # what is left of 1.94435E+12
_AREA = re.compile(r"([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})([0-9]{4})?)?)?")
_DOTTED_AREA = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")


@plain_if(r"(?!0+\n)[0-9]{13}")
@parser
def card(cell: str) -> object:
    """Read a JKN card number of 13 digits.

    A numeric cell with fewer digits has lost its leading zeros: it is padded, with a warning. One
    that ends in seven zeros or more was shortened to `1.94435E+12` before, and is an error.
    """
    digits = _digits(cell, _CARD)
    if is_numeric(cell) and _ROUNDED.fullmatch(digits):
        raise _shortened(cell, _CARD)
    if is_numeric(cell) and len(digits) < CARD_DIGITS and digits.strip("0"):
        padded = digits.zfill(CARD_DIGITS)
        return Warned(padded, _("Nomor kartu %(value)s dilengkapi nol di depan.") % {"value": padded})
    return _of_length(digits, CARD_DIGITS, cell, _CARD)


@plain_if(r"(?!0+\n)[0-9]{16}")
@parser
def family_card(cell: str) -> object:
    """Read a KK number of 16 digits; see `nik` for numeric cells."""
    return _resident_number(cell, _FAMILY_CARD)


@plain_if(r"(?!0+\n)[0-9]{16}")
@parser
def nik(cell: str) -> object:
    """Read a NIK of 16 digits. A numeric cell is an error: Excel keeps only 15 digits of a number."""
    return _resident_number(cell, _NIK)


@plain_if(r"8[89]888[0-9]{11}")
@parser
def virtual_account(cell: str) -> object:
    """Read a virtual account of 16 digits that starts with 88888 or 89888 (RULES.md section 4)."""
    digits = _resident_number(cell, _VIRTUAL_ACCOUNT)
    if not digits.startswith(VIRTUAL_ACCOUNT_PREFIXES):
        raise problem(_("Nomor VA “%(value)s” harus diawali 88888 atau 89888."), cell)
    return digits


@cached
@parser
def kemendagri_code(cell: str) -> object:
    """Read an area code, dotted or as digits only, and return it dotted: `31.72.06.1001`."""
    if not is_numeric(cell) and _DOTTED_AREA.fullmatch(cell):
        return cell
    found = _AREA.fullmatch(cell)
    if found is None:
        raise problem(_("Kode wilayah “%(value)s” tidak dikenali; tulis seperti 31.72.06.1001."), cell)
    return ".".join(part for part in found.groups() if part)


def _resident_number(cell: str, name: str) -> str:
    if is_numeric(cell):
        message = _("%(name)s “%(value)s” tersimpan sebagai angka; simpan kolom sebagai teks dan isi ulang.")
        raise problem(message, cell, name=_(name))
    return _of_length(_digits(cell, name), RESIDENT_DIGITS, cell, name)


def _digits(cell: str, name: str) -> str:
    """Drop blanks, dashes and dots; refuse what Excel has shortened."""
    if cell.isascii() and cell.isdigit():
        return cell
    if SCIENTIFIC.fullmatch(cell):
        raise _shortened(cell, name)
    digits = cell if is_numeric(cell) else _SEPARATORS.sub("", cell).removeprefix("'")
    if not _DIGITS.fullmatch(digits):
        raise problem(_("%(name)s “%(value)s” hanya boleh berisi angka."), cell, name=_(name))
    return digits


def _of_length(digits: str, length: int, cell: str, name: str) -> str:
    if len(digits) != length:
        message = _("%(name)s “%(value)s” harus %(length)s digit, bukan %(found)s.")
        raise problem(message, cell, name=_(name), length=length, found=len(digits))
    if not digits.strip("0"):
        message = _("%(name)s “%(value)s” hanya berisi nol; kosongkan bila tidak ada.")
        raise problem(message, cell, name=_(name))
    return str(digits)


def _shortened(cell: str, name: str) -> ValueProblem:
    message = _("%(name)s “%(value)s” telah disingkat oleh Excel; simpan kolom sebagai teks dan isi ulang.")
    return problem(message, cell, name=_(name))
