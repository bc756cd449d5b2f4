"""Choices of questions. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnswerKind(TextChoices):
    EXPLAINED = "explained", _("Dijelaskan, angka tetap")
    CORRECTED = "corrected", _("Dikoreksi, tampak pada bulan yang terbuka")
