"""Choices of payouts. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementState(TextChoices):
    """How far a statement has come; derived from its times, never stored."""

    WAITING = "waiting", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    RELEASED = "released", _("Disahkan")
    PAID = "paid", _("Dibayar")
