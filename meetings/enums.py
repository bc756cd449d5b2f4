"""Choices of meetings and envelopes. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttendanceState(TextChoices):
    PRESENT = "present", _("Hadir")
    MADE_UP = "made_up", _("Susulan")
    EXCUSED = "excused", _("Izin")
    ABSENT = "absent", _("Tidak hadir")


ATTENDED = (AttendanceState.PRESENT, AttendanceState.MADE_UP)


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
