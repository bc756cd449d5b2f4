"""Envelopes are found by their number, with or without dashes, by its last digits, or by the address of the QR code."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from kaderjkn.common.models import User
from kaderjkn.common.searching.lookups import Hit, Lookup, declare

from .models import Envelope


def envelopes(user: User, text: str, most: int) -> list[Hit]:
    if not any(sign.isdecimal() for sign in text):
        return []
    rows = Envelope.objects.visible_to(user).numbered_like(text).select_related("cadre").order_by("-pk")[:most]
    hits = [hit(row, text) for row in rows]
    return sorted(hits, key=lambda one: not one.is_exact)


def hit(row: Envelope, text: str) -> Hit:
    facts = (str(row.get_state_display()), row.cadre.name if row.cadre else "")
    is_exact = row.number.replace("-", "") == text.replace("-", "").strip()
    return Hit(row.get_absolute_url(), row.number, tuple(fact for fact in facts if fact), is_exact)


declare(
    Lookup(
        name="envelopes",
        title=gettext_lazy("Amplop"),
        permission="meetings.hand_over_envelopes",
        position=4,
        find=envelopes,
        more=lambda text: f"{reverse('meetings:envelope-list')}?{urlencode({'q': text})}",
    )
)
