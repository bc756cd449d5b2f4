"""What a contact may hold, on plain values; used by the form, the action and in words by the import."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from .errors import ContactRefused

CLOCK_AHEAD = timedelta(hours=24)
"""How far the clock of a device may be ahead of the server's before the record is refused."""


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
