"""Parsers of money, counts and shares. Money is whole rupiah; half a rupiah is an error."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .cells import TRUSTED_DIGITS, is_numeric
from .parsing import SCIENTIFIC, Parser, Warned, beyond, cached, parser, problem

LARGEST_COUNT = 2_000_000_000  # people; fits an integer of the database
LARGEST_AMOUNT = 999_999_999_999_999  # rupiah; more than every arrears of the country

_CURRENCY = re.compile(r"(?:rp|idr)\.?", re.IGNORECASE)
_NO_CENTS = re.compile(r",-{1,2}$")
_BLANKS = re.compile(r"\s+")
_PLAIN_DIGITS = re.compile(r"[0-9]+(?:[.,]0{1,2})?")
_INDONESIAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,0{1,2})?")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0{1,2})|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,10})?)\s*%?")


@cached
@parser
def amount(cell: str) -> object:
    """Read whole rupiah, zero or more: `1.500.000,00`, `Rp 1.500.000,-`, `1,500,000.00`, 1500000.

    `150,000` is refused: it is 150 in Indonesian and 150000 in English writing.
    """
    rupiah = _rupiah(cell)
    if rupiah < 0:
        raise beyond(_("Jumlah “%(value)s” tidak boleh kurang dari nol."), cell)
    return rupiah


@cached
@parser
def count(cell: str) -> object:
    """Read a whole number of people or things, zero or more, also as written in a letter: `5.300.000`, 5300000."""
    digits = cell.removesuffix(".0")
    if not is_numeric(cell) and _INDONESIAN.fullmatch(cell):
        digits = cell.partition(",")[0].replace(".", "")
    if not _WHOLE.fullmatch(digits):
        raise problem(_("“%(value)s” bukan bilangan bulat; tulis seperti 5300000 atau 5.300.000."), cell)
    if not 0 <= int(digits) <= LARGEST_COUNT:
        raise beyond(_("“%(value)s” harus antara 0 dan 2.000.000.000."), cell)
    return int(digits)


@cached
@parser
def signed_amount(cell: str) -> object:
    """Read whole rupiah that may be negative: `-1.500.000`, `(1.500.000)`, `Rp -1.500.000`."""
    return _rupiah(cell)


def _rupiah(cell: str) -> int:
    if len(cell) <= TRUSTED_DIGITS and cell.isascii() and cell.isdigit():
        return int(cell)
    rupiah = _numeric_rupiah(cell) if is_numeric(cell) else _written_rupiah(cell)
    if abs(rupiah) > LARGEST_AMOUNT:
        raise beyond(_("Jumlah “%(value)s” terlalu besar; periksa kembali."), cell)
    return rupiah


def _numeric_rupiah(cell: str) -> int:
    number = Decimal(cell)
    if not number.is_finite() or abs(number) > LARGEST_AMOUNT:
        raise beyond(_("Jumlah “%(value)s” terlalu besar; periksa kembali."), cell)
    if number != int(number):
        raise problem(_("Jumlah “%(value)s” memuat pecahan rupiah; tulis rupiah bulat."), cell)
    return int(number)


def _written_rupiah(cell: str) -> int:
    if SCIENTIFIC.fullmatch(cell):
        raise problem(_("Jumlah “%(value)s” telah disingkat oleh Excel; tulis angkanya secara utuh."), cell)
    sign, digits = _unsigned(cell)
    digits = _NO_CENTS.sub("", digits)
    if _INDONESIAN.fullmatch(digits):
        digits = digits.partition(",")[0]
    elif _ENGLISH.fullmatch(digits):
        digits = digits.partition(".")[0]
    elif _PLAIN_DIGITS.fullmatch(digits):
        digits = digits.replace(",", ".").partition(".")[0]
    else:
        raise problem(_("Jumlah “%(value)s” tidak dikenali; tulis rupiah bulat seperti 1.500.000."), cell)
    digits = digits.replace(".", "").replace(",", "")
    return sign * int(digits[:40])  # longer ones are too large anyway, and int() has a limit


def _unsigned(cell: str) -> tuple[int, str]:
    """Take off sign, brackets and currency, in whatever order they stand."""
    text = _BLANKS.sub("", cell).replace("\u2212", "-")
    is_bracketed = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if is_bracketed else text
    is_negative = text.startswith("-")
    currency = _CURRENCY.match(text, pos=is_negative)
    text = text[currency.end() if currency else int(is_negative) :]
    if currency and not is_negative and text.startswith("-"):
        is_negative, text = True, text[1:]
    return (-1 if is_negative or is_bracketed else 1), text


def whole_number(*, minimum: int = 0, maximum: int = 999_999_999) -> Parser:
    """Make a parser of whole numbers within the bounds, both included."""

    @cached
    @parser
    def parse(cell: str) -> object:
        digits = cell.removesuffix(".0")
        if not _WHOLE.fullmatch(digits):
            raise problem(_("“%(value)s” bukan bilangan bulat."), cell)
        number = int(digits)
        if not minimum <= number <= maximum:
            message = _("“%(value)s” harus antara %(minimum)s dan %(maximum)s.")
            raise beyond(message, cell, minimum=minimum, maximum=maximum)
        return number

    return parse


@cached
@parser
def share(cell: str) -> object:
    """Read per cent, 0 to 100, as Decimal: `50`, `50%`, `12,5 %`.

    A numeric cell between 0 and 1 is refused, since Excel stores a cell shown as 50% as 0.5.
    """
    match = _SHARE.fullmatch(cell)
    if match is None:
        raise problem(_("Persentase “%(value)s” tidak dikenali; tulis seperti 50 atau 12,5."), cell)
    percent = Decimal(match[1].replace(",", "."))
    if percent > 100:
        raise beyond(_("Persentase “%(value)s” harus antara 0 dan 100."), cell)
    if is_numeric(cell) and 0 < percent < 1:
        raise problem(_("“%(value)s” mungkin sel berformat persen; tulis 50 untuk 50 persen."), cell)
    if is_numeric(cell) and percent == 1:
        return Warned(percent, _("Dibaca sebagai 1 persen, bukan 100 persen."))
    return percent
