"""Choices of meetings and envelopes. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AttendanceState(TextChoices):
    PRESENT = "present", _("Hadir")
    MADE_UP = "made_up", pgettext_lazy("attendance", "Susulan")
    EXCUSED = "excused", _("Izin")
    ABSENT = "absent", _("Tidak hadir")


ATTENDED = (AttendanceState.PRESENT, AttendanceState.MADE_UP)


class CheckInMeans(TextChoices):
    """How an attendance came to be recorded."""

    SHEET = "sheet", _("Daftar hadir")
    TAP = "tap", _("Ketukan petugas")
    QR = "qr", _("Kode QR pertemuan")
    CODE = "code", _("Kode yang diketik")
    CARD = "card", _("Kartu kader")


class HolidayKind(TextChoices):
    NATIONAL = "national", _("Libur nasional")
    JOINT_LEAVE = "joint_leave", _("Cuti bersama")
    LOCAL = "local", _("Libur kantor cabang")
    OPEN = "open", _("Kantor cabang buka")


class Topic(TextChoices):
    REHAB = "rehab", _("REHAB")
    MOBILE_JKN = "mobile_jkn", _("Mobile JKN")
    REGULATION = "regulation", _("Peraturan")
    OTHER = "other", _("Lain-lain")


class NoteKind(TextChoices):
    FEEDBACK = "feedback", _("Masukan")
    QUESTION = "question", _("Pertanyaan")


class ExcuseReason(TextChoices):
    ILLNESS = "illness", _("Sakit")
    FAMILY = "family", _("Keperluan keluarga")
    DUTY = "duty", _("Tugas lain dari cabang")
    OTHER = "other", _("Lain-lain")


class EnvelopeState(TextChoices):
    PRINTED = "printed", _("Dicetak")
    HANDED_OVER = "handed_over", _("Diserahkan ke kader")
    DELIVERED = "delivered", _("Sampai di keluarga")
    RETURNED = "returned", _("Dikembalikan")
    LOST = "lost", _("Hilang")


FINAL_STATES = (EnvelopeState.DELIVERED, EnvelopeState.RETURNED, EnvelopeState.LOST)
NEXT_STATES = {
    EnvelopeState.PRINTED: (EnvelopeState.HANDED_OVER,),
    EnvelopeState.HANDED_OVER: FINAL_STATES,
}


class StepState(TextChoices):
    """Links of the custody chain: the states, and that what was returned lies at the branch again."""

    PRINTED = EnvelopeState.PRINTED.value, EnvelopeState.PRINTED.label
    HANDED_OVER = EnvelopeState.HANDED_OVER.value, EnvelopeState.HANDED_OVER.label
    DELIVERED = EnvelopeState.DELIVERED.value, EnvelopeState.DELIVERED.label
    RETURNED = EnvelopeState.RETURNED.value, EnvelopeState.RETURNED.label
    LOST = EnvelopeState.LOST.value, EnvelopeState.LOST.label
    TAKEN_IN = "taken_in", _("Diterima kembali di kantor")


class BundleState(TextChoices):
    OFFERED = "offered", _("Menunggu kader")
    CONFIRMED = "confirmed", _("Diterima kader")
    WITHDRAWN = "withdrawn", _("Dibatalkan")


class ConfirmMeans(TextChoices):
    """How the cadre's side of a hand-over was confirmed."""

    PHONE = "phone", _("Ponsel kader")
    SIGNATURE = "signature", _("Tanda tangan")
    OFFICE = "office", _("Dicatat kantor")


class LetterLayout(TextChoices):
    LABELS = "labels", _("Label alamat, 12 per lembar")
    WINDOW = "window", _("Amplop berjendela")
