"""What became of a promise: derived from payments, never stored (RULES 4).

Kept: payments from the contact day to the promised day, both included, reach the amount (any payment,
where none was named). Broken: not kept, and payment files cover the promised day. Else it waits for data.
"""

from datetime import date, timedelta

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
from arrears.periods import paid_through
from kaderjkn.common.models import Branch

from .querysets import ContactQuerySet

LATE_DAYS = timedelta(days=30)


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


def promises_due(contacts: ContactQuerySet, branch: Branch) -> ContactQuerySet:
    """Those of the branch's contacts with a promise for today that no known payment keeps yet."""
    return _unkept(contacts.filter(promised_on=branch.today()), branch)


def promises_late(contacts: ContactQuerySet, branch: Branch) -> ContactQuerySet:
    """Those of the branch's contacts with a promise for one of the 30 days before today that no known payment keeps."""
    today = branch.today()
    return _unkept(contacts.filter(promised_on__gte=today - LATE_DAYS, promised_on__lt=today), branch)


def _unkept(contacts: ContactQuerySet, branch: Branch) -> ContactQuerySet:
    return with_promise_state(contacts, paid_through(branch)).exclude(promise_state=PromiseState.KEPT)


def paid_in_time():
    """Sum of what the household of the outer contact paid from that day to the promised day."""
    payments = Payment.objects.counting().filter(
        branch=OuterRef("branch"),
        household=OuterRef("household"),
        paid_on__gte=OuterRef("made_on"),
        paid_on__lte=OuterRef("promised_on"),
    )
    return payments.order_by().values("household").annotate(total=Sum("amount")).values("total")
