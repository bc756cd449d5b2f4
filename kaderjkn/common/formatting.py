"""How figures, dates and personal data are written for people.

Pure functions on plain values; the active language chooses separators and names.
Only integer arithmetic: a float here would be a rounding error on somebody's money, so it is refused.
Nothing in this module reads the database or decides who may see what.
"""

import re
from datetime import date, datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

EMPTY = "–"
"""Shown where there is no figure: a ratio without a denominator, an unknown date."""

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

type Number = int | Decimal | Fraction
type Ratio = Number | tuple[int | None, int | None]


# Figures


def number(value: Number | None) -> str:
    """Write a whole number with the thousands separator of the language: ``1.234.567``."""
    if _is_missing(value):
        return EMPTY
    return f"{_rounded(_exact(value)):,}".replace(",", _thousands())


def rupiah(value: Number | None) -> str:
    """Write an amount of money: ``Rp 1.950.000``, ``-Rp 2.500``."""
    if _is_missing(value):
        return EMPTY
    amount = _rounded(_exact(value))
    return f"{'-' if amount < 0 else ''}Rp {number(abs(amount))}"


def percent(value: Ratio | None) -> str:
    """Write a ratio (a ``Fraction``, or numerator and denominator) as ``12,3 %``, half up.

    A ratio whose denominator is 0 is empty, never 0 % (RULES.md 1).
    """
    share = _share(value)
    if share is None:
        return EMPTY
    tenths = _rounded(share * 1000)
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    if _language() == "en":
        return f"{sign}{number(whole)}.{tenth}%"
    return f"{sign}{number(whole)},{tenth} %"


def basis_points(value: int | None) -> str:
    """Write a rate kept in basis points: 2500 is ``25,0 %``."""
    return EMPTY if _is_missing(value) else percent((value, 10_000))


# Days and times


def long_date(value: date | None) -> str:
    """Write a day: ``17 Agustus 2026``."""
    if _is_missing(value):
        return EMPTY
    return f"{value.day} {MONTHS[_language()][value.month - 1]} {value.year}"


def short_date(value: date | None) -> str:
    """Write a day for a table cell: ``17 Agu 2026``."""
    if _is_missing(value):
        return EMPTY
    return f"{value.day} {SHORT_MONTHS[_language()][value.month - 1]} {value.year}"


def weekday_date(value: date | None) -> str:
    """Write a day with its weekday: ``Senin, 17 Agustus 2026``."""
    if _is_missing(value):
        return EMPTY
    return f"{WEEKDAYS[_language()][value.weekday()]}, {long_date(value)}"


def month_name(value: date | None) -> str:
    """Write a period: ``Agustus 2026``."""
    if _is_missing(value):
        return EMPTY
    return f"{MONTHS[_language()][value.month - 1]} {value.year}"


def local_time(value: datetime | None, zone: str | tzinfo | None = None) -> str:
    """Write a moment on the clock of ``zone`` (else of the active zone): ``17 Agustus 2026 14.05 WIB``."""
    if _is_missing(value):
        return EMPTY
    local = _in_zone(value, zone)
    return f"{long_date(local)} {_clock(local)}"


def clock_time(value: datetime | None, zone: str | tzinfo | None = None) -> str:
    """Write only the time of day of a moment: ``14.05 WIB``."""
    return EMPTY if _is_missing(value) else _clock(_in_zone(value, zone))


# Personal data


def mask_tail(value: str | None, visible: int = 4) -> str:
    """Hide all but the last characters of an identifier: ``*********8911``.

    A value no longer than what would stay visible is hidden whole.
    """
    text = str(value or "")
    if not text:
        return EMPTY
    if len(text) <= visible:
        return "*" * len(text)
    return "*" * (len(text) - visible) + text[-visible:]


def mask_phone(value: str | None) -> str:
    """Hide a phone number but for country code and last four digits: ``+62*******7890``."""
    text = str(value or "")
    digits = re.sub(r"\D", "", text)
    if not digits:
        return EMPTY
    if text.lstrip().startswith("+62"):
        return "+62" + mask_tail(digits[2:])
    return mask_tail(digits)


def mask_name(value: str | None) -> str:
    """Hide a name but for the initial of each word: ``S*** A*****``."""
    words = str(value or "").split()
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words) or EMPTY


def group_digits(value: str | None, size: int = 4) -> str:
    """Set a long identifier in groups, as one reads it aloud: ``8888 8019 4435 8911``."""
    text = str(value or "")
    return " ".join(text[start : start + size] for start in range(0, len(text), size)) or EMPTY


# How the above count


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


def _thousands() -> str:
    return "," if _language() == "en" else "."


def _is_missing(value: object) -> bool:
    """Count ``None`` and the empty string (an unknown template variable) as no value."""
    return value is None or value == ""


def _exact(value: Number) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Rational | Decimal):
        message = f"a figure must be exact, not {type(value).__name__}"
        raise TypeError(message)
    return Fraction(value)


def _rounded(value: Fraction) -> int:
    """Round half up, below zero away from it, so that a figure and its negative look the same."""
    doubled = 2 * abs(value.numerator) + value.denominator
    size = doubled // (2 * value.denominator)
    return size if value >= 0 else -size


def _share(value: Ratio | None) -> Fraction | None:
    if isinstance(value, tuple | list):
        numerator, denominator = value
        if _is_missing(numerator) or _is_missing(denominator) or denominator == 0:
            return None
        return _exact(numerator) / _exact(denominator)
    return None if _is_missing(value) else _exact(value)


def _in_zone(value: datetime, zone: str | tzinfo | None) -> datetime:
    if isinstance(zone, str):
        zone = ZoneInfo(zone) if zone else None
    return timezone.localtime(value, zone)


def _clock(local: datetime) -> str:
    separator = ":" if _language() == "en" else "."
    return f"{local:%H}{separator}{local:%M} {local.tzname()}"
