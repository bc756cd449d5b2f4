"""Printing envelopes: a number for each case that gets a letter, and the first link of its custody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from arrears.actions.cases import touch_cases
from arrears.enums import TouchKind
from arrears.models import Case, Hold
from kaderjkn.common.models import Branch, User

from ..enums import EnvelopeState
from ..models import Envelope, EnvelopeStep
from .acts import act, lock_branch


@dataclass(frozen=True)
class Bundle:
    """What printing did: the new envelopes, and the cases left out because of a hold or an older envelope."""

    envelopes: list[Envelope]
    on_hold: int
    had_one: int


@act
def print_envelopes(*, branch: Branch, cases: Iterable[Case], by: User) -> Bundle:
    """Make one envelope for each case of the branch, in the order given. Run again it makes none.

    A case has one envelope for ever. Households on hold get no letter.
    """
    lock_branch(branch)
    order = {case.pk: place for place, case in enumerate(cases)}
    wanted = Case.objects.of_branch(branch).filter(pk__in=order)
    fresh = list(wanted.filter(envelopes__isnull=True))
    held = households_on_hold(fresh, branch)
    chosen = [case for case in fresh if case.household_id not in held]
    envelopes = number_and_save(branch, sorted(chosen, key=lambda case: order[case.pk]), by)
    return Bundle(envelopes, on_hold=len(fresh) - len(chosen), had_one=wanted.count() - len(fresh))


def households_on_hold(cases: list[Case], branch: Branch) -> set[int]:
    households = [case.household_id for case in cases]
    holds = Hold.objects.of_branch(branch).active(branch.today()).filter(household__in=households)
    return set(holds.values_list("household", flat=True))


def number_and_save(branch: Branch, cases: list[Case], by: User) -> list[Envelope]:
    """Write envelopes, their first steps, and that the cases were touched (architecture)."""
    numbers = Numbers(branch)
    envelopes = Envelope.objects.bulk_create(
        Envelope(branch=branch, case=case, number=numbers.next_for(case.month), printed_by=by) for case in cases
    )
    EnvelopeStep.objects.bulk_create(
        EnvelopeStep(envelope=envelope, state=EnvelopeState.PRINTED, by=by) for envelope in envelopes
    )
    touch_cases([case.pk for case in cases], TouchKind.ENVELOPE)
    return envelopes


class Numbers:
    """Running numbers of a branch and month: 0905-2611-000123. The branch is locked while they are given."""

    def __init__(self, branch: Branch):
        self.branch = branch
        self.last: dict[date, int] = {}

    def next_for(self, month: date) -> str:
        prefix = f"{self.branch.code}-{month:%y%m}-"
        last = self.last[month] if month in self.last else self.last_printed(prefix)
        self.last[month] = last + 1
        return f"{prefix}{last + 1:06d}"

    def last_printed(self, prefix: str) -> int:
        printed = Envelope.objects.of_branch(self.branch).filter(number__startswith=prefix)
        newest = printed.aggregate(newest=Max("number"))["newest"]
        return int(newest.removeprefix(prefix)) if newest else 0
