"""Choices of closing. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClosingState(TextChoices):
    PROVISIONAL = "provisional", _("Sementara")
    CLOSED = "closed", _("Tutup buku")
    SUPERSEDED = "superseded", _("Versi lama")


CURRENT_STATES = (ClosingState.PROVISIONAL, ClosingState.CLOSED)


class Verdict(TextChoices):
    """Why a payment counted, and for whom, or why not; the first that applies."""

    COLLECTED = "collected", _("Diakui untuk kader")
    NO_CASE = "no_case", _("Keluarga tidak menjadi binaan pada bulan bayar")
    NOTHING_LEFT = "nothing_left", _("Target binaan sudah terpenuhi; ini iuran berjalan")
    NO_HOLDER = "no_holder", _("Belum ada pemegang binaan pada hari bayar; diakui untuk cabang")
    NO_CONTACT = "no_contact", _("Tidak ada kontak dalam tenggang; diakui untuk cabang")
    REVERSAL = "reversal", _("Menarik kembali pembayaran yang sudah dibukukan")
