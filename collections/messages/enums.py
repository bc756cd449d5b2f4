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
    OFFICE_GREETING = "office_hi", _("Siaran kantor: salam")
    OFFICE_REMINDER = "office_due", _("Siaran kantor: pengingat iuran")


OFFICE_KINDS = (MessageKind.OFFICE_GREETING, MessageKind.OFFICE_REMINDER)
"""Sent by the branch in bulk, never by a cadre's phone; they tell how to stop them."""
GREETINGS = (MessageKind.GREETING, MessageKind.OFFICE_GREETING)
"""Also go to numbers that may be somebody else's: nothing about arrears."""

WHO = ("keluarga", "kader", "cabang")
OFFICE = ("keluarga", "cabang")
DEBT = ("bulan", "jumlah", "va")
PROMISED = ("janji_tanggal", "janji_jumlah")
PLACES = (*WHO, *DEBT, *PROMISED)
PLACES_OF = {
    MessageKind.GREETING: WHO,
    MessageKind.REMINDER: (*WHO, *DEBT),
    MessageKind.HOW_TO_PAY: (*WHO, *DEBT),
    MessageKind.REHAB: (*WHO, *DEBT),
    MessageKind.PROMISE: PLACES,
    MessageKind.THANKS: (*WHO, *DEBT),
    MessageKind.OFFICE_GREETING: OFFICE,
    MessageKind.OFFICE_REMINDER: (*OFFICE, *DEBT),
}
"""What can be filled in for a message of the kind: by the phone, or by the branch that sends it."""
