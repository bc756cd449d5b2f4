"""What became of a promise: derived from payments, never stored (RULES 4).

Kept: payments from the contact day to the promised day, both included, reach the amount (any payment,
where none was named). Broken: not kept, and payment files cover the promised day. Else it waits for data.
"""

from datetime import date

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    OuterRef,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from arrears.models import Payment

from .querysets import ContactQuerySet


class PromiseState(TextChoices):
    KEPT = "kept", _("Ditepati")
    BROKEN = "broken", _("Belum ditepati")
    WAITING = "waiting", _("Menunggu data")


def with_promise_state(contacts: ContactQuerySet, paid_through: date | None) -> ContactQuerySet:
    """Promises among the contacts, annotated with `promise_paid` (rupiah) and `promise_state`.

    Also for calls of the office, which keep a promise in columns of the same names.
    """
    reached = When(promise_paid__gte=Coalesce("promised_amount", 1), then=Value(PromiseState.KEPT))
    conditions = [reached]
    if paid_through:
        conditions.append(When(promised_on__lte=paid_through, then=Value(PromiseState.BROKEN)))
    state = Case(*conditions, default=Value(PromiseState.WAITING), output_field=CharField())
    paid = Coalesce(Subquery(paid_in_time(), output_field=BigIntegerField()), Value(0, BigIntegerField()))
    return contacts.promises().annotate(promise_paid=paid).annotate(promise_state=state)


def paid_in_time():
    """Sum of what the household of the outer contact paid from that day to the promised day."""
    payments = Payment.objects.counting().filter(
        branch=OuterRef("branch"),
        household=OuterRef("household"),
        paid_on__gte=OuterRef("made_on"),
        paid_on__lte=OuterRef("promised_on"),
    )
    return payments.order_by().values("household").annotate(total=Sum("amount")).values("total")
