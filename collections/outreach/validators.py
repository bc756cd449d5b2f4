"""What a call may note and which replies mean stop, on plain values; used by forms and actions."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .enums import HOLDING_RESULTS, CallResult
from .errors import CallRefused

FARTHEST = timedelta(days=90)
STOP_WORDS = frozenset(
    {"STOP", "STOPP", "BERHENTI", "HENTIKAN", "SETOP", "UNSUBSCRIBE", "UNSUB", "UNREG", "END", "CANCEL"}
)
"""First words of a reply that ask for no more messages."""
STOP_SAYINGS = ("JANGAN HUBUNGI", "JANGAN KIRIM", "JANGAN SMS", "JANGAN WA", "TIDAK MAU DIHUBUNGI")
_NOT_WORD = re.compile(r"[^A-Z0-9]+")


def check_call(
    result: str, today: date, promised_on: date | None, promised_amount: int | None, next_call_on: date | None
) -> None:
    """Refuse a call whose parts do not fit each other."""
    if result not in CallResult.values:
        raise CallRefused(_("Pilih hasil panggilan dari daftar."))
    is_promise = result == CallResult.PROMISED
    if is_promise and promised_on is None:
        raise CallRefused(_("Tulis tanggal janji membayar."))
    if not is_promise and (promised_on or promised_amount is not None):
        raise CallRefused(_("Janji hanya untuk hasil «Berjanji membayar». Kosongkan tanggal dan jumlahnya."))
    if promised_on and not today <= promised_on <= today + FARTHEST:
        raise CallRefused(_("Tanggal janji harus hari ini sampai 90 hari ke depan."))
    if promised_amount is not None and promised_amount <= 0:
        raise CallRefused(_("Jumlah janji harus lebih dari nol."))
    check_next_call(result, today, next_call_on)


def check_next_call(result: str, today: date, next_call_on: date | None) -> None:
    if result == CallResult.CALL_BACK and next_call_on is None:
        raise CallRefused(_("Tulis kapan keluarga ini minta ditelepon lagi."))
    if next_call_on is None:
        return
    if result in (*HOLDING_RESULTS, CallResult.WRONG_NUMBER):
        raise CallRefused(_("Dengan hasil ini keluarga tidak ditelepon lagi. Kosongkan tanggal telepon berikutnya."))
    if not today <= next_call_on <= today + FARTHEST:
        raise CallRefused(_("Telepon berikutnya harus hari ini sampai 90 hari ke depan."))


def stop_word(text: str) -> str:
    """Return what in a reply asks for no more messages, as it is kept; empty where nothing does."""
    words = _NOT_WORD.sub(" ", text.upper()).strip()
    first = words.split(" ", 1)[0]
    if first in STOP_WORDS:
        return first
    return next((saying for saying in STOP_SAYINGS if saying in words), "")
