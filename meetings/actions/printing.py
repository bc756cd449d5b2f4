"""Printing envelopes: a number for each case that gets a letter, the first link of its custody, and their files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from arrears.actions.cases import touch_cases
from arrears.enums import TouchKind
from arrears.models import Case, Hold
from cadres.models import Cadre
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Branch, JobRun, User

from ..enums import EnvelopeState, LetterLayout
from ..errors import NothingToPrint
from ..letters import printable
from ..models import Envelope, EnvelopeStep, LetterBatch
from .acts import act, lock_branch

AT_ONCE = 500
"""Letters in one file."""
KEPT_FOR = timedelta(days=7)
LETTERS_JOB = "envelope_letters"


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


@act
def print_new(
    *,
    branch: Branch,
    cases: Iterable[Case],
    layout: str = LetterLayout.LABELS,
    cadre: Cadre | None = None,
    by: User,
) -> tuple[Bundle, LetterBatch]:
    """Number envelopes for cases and have their letters made. Where none is left to print, nothing is numbered."""
    printed = print_envelopes(branch=branch, cases=cases, by=by)
    batch = print_letters(branch=branch, envelopes=printed.envelopes, layout=layout, cadre=cadre, by=by)
    return printed, batch


@act
def print_letters(
    *,
    branch: Branch,
    envelopes: Iterable[Envelope],
    layout: str = LetterLayout.LABELS,
    cadre: Cadre | None = None,
    by: User,
) -> LetterBatch:
    """Have the letters of envelopes that lie at the branch made in the background, as many as go into one file.

    `cadre`: for whom they are, where all are for one. Households on hold are left out by the job, too.
    """
    ready = list(printable(Envelope.objects.filter(pk__in=[row.pk for row in envelopes]), branch)[:AT_ONCE])
    if not ready:
        raise NothingToPrint(_("Tidak ada surat yang dapat dicetak: amplopnya sudah keluar, atau keluarganya ditahan."))
    facts = {"branch": branch, "cadre": cadre, "layout": LetterLayout(layout), "made_by": by}
    batch = LetterBatch.objects.create(expires_on=branch.today() + KEPT_FOR, **facts)
    batch.envelopes.set(ready)
    start_job(kind=LETTERS_JOB, branch=branch, subject=batch.pk, by=by)
    return batch


@act
def print_again(*, batch: LetterBatch, by: User) -> JobRun:
    """Make the files of a batch anew, kept for another week; the former ones go when the new ones are there."""
    batch = LetterBatch.objects.select_for_update().get(pk=batch.pk)
    if not printable(batch.envelopes.all(), batch.branch).exists():
        raise NothingToPrint(_("Semua amplop berkas ini sudah keluar dari kantor, atau keluarganya ditahan."))
    batch.expires_on = batch.branch.today() + KEPT_FOR
    batch.save(update_fields=["expires_on"])
    return start_job(kind=LETTERS_JOB, branch=batch.branch, subject=batch.pk, by=by)


def households_on_hold(cases: list[Case], branch: Branch) -> set[int]:
    households = [case.household_id for case in cases]
    holds = Hold.objects.of_branch(branch).active(branch.today()).filter(household__in=households)
    return set(holds.values_list("household", flat=True))


def number_and_save(branch: Branch, cases: list[Case], by: User) -> list[Envelope]:
    """Write envelopes, their first steps, and that the cases were touched (architecture)."""
    numbers, place = Numbers(branch), _("kantor cabang")
    envelopes = Envelope.objects.bulk_create(
        Envelope(branch=branch, case=case, number=numbers.next_for(case.month), printed_by=by) for case in cases
    )
    EnvelopeStep.objects.bulk_create(
        EnvelopeStep(envelope=envelope, state=EnvelopeState.PRINTED, by=by, place=place) for envelope in envelopes
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
