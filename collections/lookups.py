"""Payments are found by their reference, whole or its end."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from arrears.models import Payment
from arrears.search import payments_by_reference
from kaderjkn.common.formatting import rupiah, short_date
from kaderjkn.common.models import User
from kaderjkn.common.searching.lookups import Hit, Lookup, declare

from .lists.payments import address_of


def payments(user: User, text: str, most: int) -> list[Hit]:
    if not any(sign.isdecimal() for sign in text):
        return []
    rows = list(payments_by_reference(user.branch, text)[:most])
    reversed_ones = set(Payment.objects.filter(reverses__in=rows).values_list("reverses", flat=True))
    hits = [hit(row, text, is_reversed=row.pk in reversed_ones) for row in rows]
    return sorted(hits, key=lambda one: (not one.is_exact, one.title))


def hit(row: Payment, text: str, *, is_reversed: bool) -> Hit:
    facts = (row.source, short_date(row.paid_on), rupiah(row.amount))
    return Hit(address_of(row, is_reversed=is_reversed), row.reference, facts, row.reference == text)


declare(
    Lookup(
        name="payments",
        title=gettext_lazy("Pembayaran"),
        permission="arrears.match_payments",
        position=3,
        find=payments,
        more=lambda text: f"{reverse('collections:payment-list')}?{urlencode({'q': text})}",
    )
)
