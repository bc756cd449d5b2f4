"""Choices of prepared messages. Labels are what the screen says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    GREETING = "greeting", _("Salam perkenalan")
    REMINDER = "reminder", _("Pengingat iuran")
    HOW_TO_PAY = "how_to_pay", _("Cara membayar")
    REHAB = "rehab", _("Cicilan REHAB")
    PROMISE = "promise", _("Pengingat janji")
    THANKS = "thanks", _("Terima kasih")


WHO = ("keluarga", "kader", "cabang")
DEBT = ("bulan", "jumlah", "va")
PROMISED = ("janji_tanggal", "janji_jumlah")
PLACES = (*WHO, *DEBT, *PROMISED)
PLACES_OF = {
    MessageKind.GREETING: WHO,  # also goes to numbers that may be somebody else's
    MessageKind.REMINDER: (*WHO, *DEBT),
    MessageKind.HOW_TO_PAY: (*WHO, *DEBT),
    MessageKind.REHAB: (*WHO, *DEBT),
    MessageKind.PROMISE: PLACES,
    MessageKind.THANKS: (*WHO, *DEBT),
}
"""What the phone can fill in for a message of the kind."""
