"""What contacts and reports may hold, on plain values; used by forms and actions, and in words by the import."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from kaderjkn.common.accounts.names import phone_of

from .enums import Mode
from .errors import ContactRefused, ReportRefused

CLOCK_AHEAD = timedelta(hours=24)
"""How far the clock of a device may be ahead of the server's before the record is refused."""
MOST_PEOPLE = 100_000
"""More people than any socialisation reaches: a slip of the finger."""


def check_time(made_at: datetime, now: datetime) -> None:
    if made_at > now + CLOCK_AHEAD:
        raise ContactRefused(_("Waktu kontak lebih dari 24 jam di depan. Periksa jam pada perangkat Anda."))


def check_promise(made_on: date, promised_on: date | None, promised_amount: int | None) -> None:
    if promised_on and promised_on < made_on:
        raise ContactRefused(_("Tanggal janji lebih awal daripada tanggal kontak."))
    if promised_amount is not None and promised_on is None:
        raise ContactRefused(_("Jumlah janji perlu tanggal janji."))
    if promised_amount is not None and promised_amount <= 0:
        raise ContactRefused(_("Jumlah janji harus lebih dari nol."))


def readable_phone(text: str) -> str:
    """Return the number as `+62…`, empty where none is given."""
    number = phone_of(text) if text.strip() else ""
    if number is None:
        raise ContactRefused(_("Nomor HP tidak dapat dibaca. Tulis satu nomor seperti 0812-3456-7890."))
    return number


def check_confirmation(mode: str, confirmed_phone: str) -> None:
    """A number is confirmed face to face only: who answers a call may be anybody."""
    if confirmed_phone and mode != Mode.VISIT:
        raise ContactRefused(_("Nomor HP hanya dapat dikonfirmasi saat kunjungan."))


def check_report_time(made_at: datetime, now: datetime) -> None:
    if made_at > now + CLOCK_AHEAD:
        raise ReportRefused(_("Waktu laporan lebih dari 24 jam di depan. Periksa jam pada perangkat Anda."))


def check_day(day: date, today: date) -> None:
    if day > today:
        raise ReportRefused(_("Tanggal itu belum tiba. Periksa tanggalnya."))


def check_people(people_reached: int) -> None:
    if not 0 <= people_reached <= MOST_PEOPLE:
        raise ReportRefused(_("Periksa jumlah orang yang hadir: nol sampai 100.000."))
