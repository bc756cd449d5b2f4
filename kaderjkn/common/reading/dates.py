"""Parsers of days, months and times. The month never stands before the day; years are 1900 to 2100."""

import re
from datetime import date as Date  # noqa: N812 -- `date` is the parser's name
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from .cells import is_numeric
from .errors import ValueProblem
from .parsing import cached, parser, problem

FIRST_YEAR, LAST_YEAR = 1900, 2100

_SECONDS_PER_DAY = 86_400
_LEAP_DAY_THAT_NEVER_WAS = 60  # Excel counts 29 February 1900
_LAST_SERIAL = 73_415  # 31 December 2100
_MIDNIGHT = r"(?:[T ]0?0[:.]00(?:[:.]00(?:\.0+)?)?)?"
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + _MIDNIGHT)
_LOCAL_DAY = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})" + _MIDNIGHT)
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_LOCAL_MONTH = re.compile(r"([0-9]{1,2})[/-]([0-9]{4})")
_CLOCK = r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
_ZONE = r"\s*(Z|WIB|WITA|WIT|[-+][0-9]{2}(?::?[0-9]{2})?)?"
_NAMED_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_DAY_AND_CLOCK = re.compile(rf"(\S+?)(?:T|\s+){_CLOCK}{_ZONE}", re.IGNORECASE)
_TIME = re.compile(_CLOCK)


@cached
@parser
def date(cell: str) -> object:
    """Read a day: ISO, `DD/MM/YYYY`, `DD-MM-YYYY`, or an Excel date from a numeric cell."""
    day = _moment(cell) if is_numeric(cell) else None
    if day is None:
        return _written_day(cell)
    if day.time() != time():
        raise problem(_("Tanggal “%(value)s” memuat jam; tulis tanggalnya saja."), cell)
    return day.date()


@cached
@parser
def month(cell: str) -> object:
    """Read a month as its first day: `2026-08`, `08/2026`, or any form of a full date."""
    found = _ISO_MONTH.fullmatch(cell)
    if found:
        return _day(cell, found[1], found[2], "1")
    found = _LOCAL_MONTH.fullmatch(cell)
    if found and not is_numeric(cell):
        return _day(cell, found[2], found[1], "1")
    try:
        return date(cell).replace(day=1)
    except ValueProblem as error:
        raise problem(_("Bulan “%(value)s” tidak dikenali; tulis seperti 2026-08."), cell) from error


@cached
@parser
def local_datetime(cell: str) -> object:
    """Read a point in time, aware if the cell names a zone, else naive (the branch's zone is meant).

    ISO or `DD/MM/YYYY HH:MM`, clock with `:` or `.`; a day without clock is its midnight; a numeric
    cell is an Excel date with its fraction of a day, to the second.
    """
    if is_numeric(cell):
        return _moment(cell)
    found = _DAY_AND_CLOCK.fullmatch(cell)
    if found is None:
        return datetime.combine(_written_day(cell), time())
    day = _written_day(found[1])
    clock = _clock(cell, found[2], found[3], found[4], found[5])
    return _in_zone(cell, datetime.combine(day, clock), found[6])


@cached
@parser
def time_of_day(cell: str) -> object:
    """Read a time of day: `20:00`, `20.00`, or an Excel time from a numeric cell."""
    if is_numeric(cell):
        return _numeric_time(cell)
    found = _TIME.fullmatch(cell)
    if found is None:
        raise problem(_("Jam “%(value)s” tidak dikenali; tulis seperti 20:00."), cell)
    return _clock(cell, found[1], found[2], found[3], found[4])


def _in_zone(cell: str, moment: datetime, zone: str | None) -> datetime:
    if zone is None:
        return moment
    zone = _NAMED_ZONES.get(zone.upper(), zone.upper())
    try:
        return datetime.fromisoformat(moment.isoformat() + zone)
    except ValueError as error:
        raise problem(_("Zona waktu pada “%(value)s” tidak dikenali; tulis seperti +07:00."), cell) from error


def _written_day(cell: str) -> Date:
    found = _ISO_DAY.fullmatch(cell)
    if found:
        return _day(cell, found[1], found[2], found[3])
    found = _LOCAL_DAY.fullmatch(cell)
    if found:
        return _day(cell, found[4], found[3], found[1])
    raise problem(_("Tanggal “%(value)s” tidak dikenali; tulis seperti 2026-08-17 atau 17/08/2026."), cell)


def _day(cell: str, year: str, month_number: str, day: str) -> Date:
    try:
        found = Date(int(year), int(month_number), int(day))
    except ValueError as error:
        message = _("Tanggal “%(value)s” tidak ada di kalender; urutannya hari, bulan, tahun.")
        raise problem(message, cell) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise problem(_("Tahun pada “%(value)s” harus antara 1900 dan 2100."), cell)
    return found


def _clock(cell: str, hour: str, minute: str, second: str | None, fraction: str | None) -> time:
    microsecond = int((fraction or "0").ljust(6, "0")[:6])
    try:
        return time(int(hour), int(minute), int(second or 0), microsecond)
    except ValueError as error:
        raise problem(_("Jam pada “%(value)s” tidak ada; tulis antara 00:00 dan 23:59."), cell) from error


def _moment(cell: str) -> datetime:
    """Turn an Excel serial number (days since 1900, with the leap day that never was) into a time."""
    serial = Decimal(cell)
    whole = int(serial) if serial.is_finite() and 0 < serial < _LAST_SERIAL + 1 else 0
    if whole < 1 or whole == _LEAP_DAY_THAT_NEVER_WAS:
        raise problem(_("Angka “%(value)s” bukan tanggal Excel; tulis seperti 2026-08-17."), cell)
    start = datetime(1899, 12, 31) if whole < _LEAP_DAY_THAT_NEVER_WAS else datetime(1899, 12, 30)  # noqa: DTZ001
    return start + timedelta(days=whole, seconds=_seconds(serial - whole))


def _seconds(fraction: Decimal) -> int:
    return int((fraction * _SECONDS_PER_DAY).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _numeric_time(cell: str) -> time:
    fraction = Decimal(cell)
    seconds = _seconds(fraction) if 0 <= fraction < 1 else _SECONDS_PER_DAY
    if seconds >= _SECONDS_PER_DAY:
        raise problem(_("Angka “%(value)s” bukan jam Excel; tulis seperti 20:00."), cell)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
