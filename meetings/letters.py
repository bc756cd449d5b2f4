"""Billing letters: for which cases one is still to be printed, and what stands in it.

The page only shows what is gathered here; amounts and months are those of the case (RULES 3.7).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum

from arrears.models import Case, Channel, Hold, ListedHousehold, Payment, WriteOff
from cadres.models import Cadre
from kaderjkn.common.identity import virtual_account

from .models import Envelope

OTHER_THAN_CHANNEL = ("REHAB",)  # a way to pay in instalments, named in a sentence of its own


@dataclass(frozen=True)
class Letter:
    """One letter: the envelope with its case, the household as the case's list has it, and the accounts."""

    envelope: Envelope
    listed: ListedHousehold | None
    cadre: Cadre | None
    virtual_account: str
    virtual_account_mandiri: str


def cases_without_envelope(cadre: Cadre, month: date) -> QuerySet[Case]:
    """The cadre's cases of the month that should get a letter, in the order of a round on foot.

    Left out: households gone from the list, on hold, settled, or written off since the month began.
    """
    held = Case.objects.of_branch(cadre.branch_id).filter(month=month).last_held_by(cadre)
    open_cases = held.filter(envelopes__isnull=True, left_list=False).exclude(on_hold(cadre.branch.today()))
    return open_cases.exclude(written_off()).exclude(settled()).order_by("area__code", "-months", "key")


def on_hold(day: date) -> Exists:
    return Exists(Hold.objects.active(day).filter(household=OuterRef("household")))


def written_off() -> Exists:
    return Exists(WriteOff.objects.filter(household=OuterRef("household"), on__gte=OuterRef("month")))


def settled() -> Exists:
    """Payments of the case's own month reach its target."""
    paid = Payment.objects.counting().filter(household=OuterRef("household"), listed_month=OuterRef("month"))
    total = paid.order_by().values("household").annotate(total=Sum("amount"))
    return Exists(total.filter(total__gte=OuterRef("target")))


def households_waiting(cadre: Cadre, month: date) -> int:
    """Cases of the cadre without an envelope that get none for now."""
    held = Case.objects.of_branch(cadre.branch_id).filter(month=month).last_held_by(cadre)
    return held.filter(envelopes__isnull=True).count() - cases_without_envelope(cadre, month).count()


def letters_for(envelopes: list[Envelope]) -> list[Letter]:
    """Gather the letters of envelopes annotated `with_keeper`; three queries, however many there are."""
    listed = listed_households(envelopes)
    cadres = Cadre.objects.in_bulk({envelope.keeper for envelope in envelopes} - {None})
    return [
        Letter(
            envelope=envelope,
            listed=listed.get((envelope.case.list_id, envelope.case.household_id)),
            cadre=cadres.get(envelope.keeper),
            virtual_account=virtual_account(envelope.case.head_card),
            virtual_account_mandiri=virtual_account(envelope.case.head_card, mandiri=True),
        )
        for envelope in envelopes
    ]


def listed_households(envelopes: list[Envelope]) -> dict[tuple[int, int], ListedHousehold]:
    """Name and address as the list has them from which each case took its values."""
    cases = [envelope.case for envelope in envelopes]
    rows = ListedHousehold.objects.filter(
        branch__in={case.branch_id for case in cases},
        list__in={case.list_id for case in cases},
        household__in={case.household_id for case in cases},
    )
    return {(row.list_id, row.household_id): row for row in rows}


def offered_channels() -> QuerySet[Channel]:
    return Channel.objects.filter(is_offered=True).exclude(code__in=OTHER_THAN_CHANNEL)
