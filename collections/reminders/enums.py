"""Kinds of reminders. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReminderKind(TextChoices):
    CLOSING_DUE = "closing_due", _("Bulan menunggu tutup buku")
    CLOSING_LATE = "closing_late", _("Tutup buku terlambat")
    QUESTION_DUE = "question_due", _("Pertanyaan kader jatuh tempo")
    PROMISES_DUE = "promises_due", _("Janji membayar jatuh tempo")
