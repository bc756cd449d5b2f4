"""Billing letters: for which cases one is still to be printed, and what stands in it.

The page only shows what is gathered here; amounts and months are those of the case (RULES 3.7).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum

from arrears.models import Case, Channel, Hold, ListedHousehold, Payment, WriteOff
from cadres.models import Cadre
from kaderjkn.common.identity import virtual_account
from kaderjkn.common.models import Branch

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


def cases_without_envelope(branch: Branch, cadre: Cadre | None, month: date) -> QuerySet[Case]:
    """Cases of the month that should get a letter, of a cadre or (None) of all who hold any.

    Cadre by cadre, in the order of a round on foot; `last_cadre` is the id of the holder. Left out: households gone
    from the list, on hold, settled, or written off since the month began.
    """
    open_cases = held_without_envelope(branch, cadre, month).filter(left_list=False)
    open_cases = open_cases.exclude(on_hold(branch.today())).exclude(written_off()).exclude(settled())
    return open_cases.order_by("cadre_code", "area__code", "-months", "key")


def held_without_envelope(branch: Branch, cadre: Cadre | None, month: date) -> QuerySet[Case]:
    """Cases of the month held by the cadre, or by anybody, with the code of that cadre as `cadre_code`."""
    code = Cadre.objects.filter(pk=OuterRef("last_cadre")).values("code")
    cases = Case.objects.of_branch(branch).filter(month=month, envelopes__isnull=True).with_last_holder()
    held = cases.filter(last_cadre=cadre.pk) if cadre else cases.filter(last_cadre__isnull=False)
    return held.annotate(cadre_code=Subquery(code))


def on_hold(day: date) -> Exists:
    return Exists(Hold.objects.active(day).filter(household=OuterRef("household")))


def written_off() -> Exists:
    return Exists(WriteOff.objects.filter(household=OuterRef("household"), on__gte=OuterRef("month")))


def settled() -> Exists:
    """Payments of the case's own month reach its target."""
    paid = Payment.objects.counting().filter(household=OuterRef("household"), listed_month=OuterRef("month"))
    total = paid.order_by().values("household").annotate(total=Sum("amount"))
    return Exists(total.filter(total__gte=OuterRef("target")))


def households_waiting(branch: Branch, cadre: Cadre | None, month: date) -> int:
    """Cases without an envelope that get none for now."""
    every = held_without_envelope(branch, cadre, month).count()
    return every - cases_without_envelope(branch, cadre, month).count()


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


def printable(envelopes: QuerySet[Envelope], branch: Branch) -> QuerySet[Envelope]:
    """Those whose letter may be printed again today: still at the branch, and the household not on hold."""
    today = branch.today()
    rows = envelopes.of_branch(branch).printed().with_keeper(today).with_hold(today).filter(is_on_hold=False)
    return rows.select_related("case__area__parent").order_by("number")


def lying_printed(cadre: Cadre) -> QuerySet[Envelope]:
    """Everything that was printed for the cadre's cases and still lies at the branch."""
    mine = Envelope.objects.of_branch(cadre.branch_id).printed().with_keeper(cadre.branch.today())
    return mine.filter(keeper=cadre.pk)
