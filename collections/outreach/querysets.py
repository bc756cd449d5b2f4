"""Named questions about the call list, the office's contacts and its messages."""

from django.apps import apps
from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from arrears.models import Hold, Payment
from kaderjkn.common.querysets import BranchScoped

from ..field.models import Contact
from .enums import BlastState, CallState, MessageState
from .week import week_before


class OfficeContactQuerySet(BranchScoped):
    def calls(self):
        return self.exclude(result="")

    def promises(self):
        return self.filter(promised_on__isnull=False)


class CallEntryQuerySet(BranchScoped):
    def listed(self):
        """Those that are on the call list now."""
        return self.exclude(state=CallState.LEFT)

    def due(self, today):
        return self.filter(state=CallState.WAITING, next_call_on__lte=today)

    def free(self, now):
        """Nobody has it, or did not finish in time."""
        return self.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))

    def resting(self, today):
        """On hold (RULES 3.8)."""
        return self.filter(on_hold(today))

    def to_call(self, today, *, most_contacts: int):
        """Due, not on hold, not paid meanwhile, and not contacted too often this week by whomever."""
        rows = self.due(today).filter(~on_hold(today))
        rows = rows.alias(paid=paid_since("month"), week=contacts_in_week(today))
        return rows.filter(paid__lt=F("amount"), week__lt=most_contacts)


def on_hold(today):
    """Whether the household of the outer row is on hold (RULES 3.8)."""
    return Exists(Hold.objects.active(today).filter(household=OuterRef("household")))


def paid_since(month_field: str):
    """Rupiah that the household of the outer row paid from the month on, reversals taken back."""
    payments = Payment.objects.counting().filter(
        branch=OuterRef("branch"), household=OuterRef("household"), paid_on__gte=OuterRef(month_field)
    )
    total = payments.order_by().values("household").annotate(total=Sum("amount")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), Value(0, BigIntegerField()))


def contacts_in_week(today):
    """Contacts with the household of the outer row in seven days, by cadres and office together (RULES 2)."""
    return counted(Contact, today) + counted(apps.get_model("collections", "OfficeContact"), today)


def counted(model, today):
    rows = model.objects.filter(
        branch=OuterRef("branch"), household=OuterRef("household"), made_on__gt=week_before(today)
    )
    total = rows.order_by().values("household").annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), Value(0, BigIntegerField()))


class BlastQuerySet(BranchScoped):
    def sending(self):
        return self.filter(state=BlastState.SENDING)

    def with_unsure(self):
        """Those of which a message waits for somebody to look at the gateway."""
        messages = self.model.messages.rel.related_model.objects.unsure()
        return self.filter(Exists(messages.filter(blast=OuterRef("pk"))))


class BlastMessageQuerySet(BranchScoped):
    def queued(self):
        return self.filter(state=MessageState.QUEUED)

    def unsure(self):
        return self.filter(state=MessageState.UNSURE)


class OptOutQuerySet(BranchScoped):
    def standing(self):
        return self.filter(lifted_at__isnull=True)
