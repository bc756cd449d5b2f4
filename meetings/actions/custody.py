"""The custody chain: every step is a conditional update, so that an envelope is in one place at any time.

Two people who tap at once: the first wins; the second is told where the envelope is, or, where both say
the same, changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.models import User

from ..enums import EnvelopeState
from ..errors import (
    CadreNotConcerned,
    EnvelopeElsewhere,
    HouseholdOnHold,
    MeetingMissing,
    NotTheHolder,
)
from ..models import Envelope, EnvelopeStep, Meeting
from ..outstanding import Outstanding, outstanding_of
from ..validators import check_meeting_held, checked_reason
from .acts import act


@dataclass(frozen=True)
class HandOver:
    """What was handed over now, and what the cadre had in hand before."""

    envelopes: list[Envelope]
    before: Outstanding


@act
def hand_over(
    *,
    envelopes: Iterable[Envelope],
    cadre: Cadre,
    meeting: Meeting | None = None,
    is_make_up: bool = False,
    by: User,
) -> HandOver:
    """Hand printed envelopes to the cadre who holds their cases, all or none.

    Old ones outstanding are no hindrance, but are counted in the answer. What this cadre has already is
    passed over.
    """
    check_receiver(cadre)
    check_occasion(cadre, meeting, is_make_up=is_make_up)
    before = outstanding_of(cadre)
    rows = lock_envelopes([envelope.pk for envelope in envelopes], cadre)
    fresh = [row for row in rows if (row.state, row.cadre_id) != (EnvelopeState.HANDED_OVER, cadre.pk)]
    for row in fresh:
        check_can_go_to(row, cadre)
    give(fresh, cadre)
    write_steps(fresh, EnvelopeState.HANDED_OVER, by=by, meeting=meeting, is_make_up=is_make_up)
    return HandOver(fresh, before)


@act
def mark_delivered(*, envelope: Envelope, by: User) -> Envelope:
    """The family has it."""
    return end(envelope, EnvelopeState.DELIVERED, "", by)


@act
def mark_returned(*, envelope: Envelope, reason: str, by: User) -> Envelope:
    """It came back to the branch."""
    return end(envelope, EnvelopeState.RETURNED, checked_reason(reason), by)


@act
def mark_lost(*, envelope: Envelope, reason: str, by: User) -> Envelope:
    """Nobody knows where it is."""
    return end(envelope, EnvelopeState.LOST, checked_reason(reason), by)


def check_receiver(cadre: Cadre) -> None:
    if not Cadre.objects.filter(pk=cadre.pk).with_agreement_on(cadre.branch.today()).exists():
        raise CadreNotConcerned(_("Kader ini tidak memiliki perjanjian yang berlaku hari ini."))


def check_occasion(cadre: Cadre, meeting: Meeting | None, *, is_make_up: bool) -> None:
    """A make-up visit belongs to a meeting; the meeting is one of the branch that has been held."""
    if meeting is None:
        if is_make_up:
            raise MeetingMissing(_("Pilih pertemuan yang disusul."))
        return
    if meeting.branch_id != cadre.branch_id:
        raise MeetingMissing(_("Pertemuan itu milik kantor cabang lain."))
    check_meeting_held(meeting, cadre.branch.today())


def lock_envelopes(ids: list[int], cadre: Cadre) -> list[Envelope]:
    """Lock in the order of ids, so that two bundles that share envelopes wait and do not deadlock."""
    today = cadre.branch.today()
    rows = Envelope.objects.of_branch(cadre.branch_id).filter(pk__in=ids).with_holder(today).with_hold(today)
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    if len(found) != len(set(ids)):
        raise EnvelopeElsewhere(_("Ada amplop yang tidak dikenal di kantor cabang ini."))
    return found


def check_can_go_to(row: Envelope, cadre: Cadre) -> None:
    if row.state != EnvelopeState.PRINTED:
        raise elsewhere(row)
    if row.holder != cadre.pk:
        raise NotTheHolder(_("Binaan amplop %(number)s bukan milik kader ini hari ini.") % {"number": row.number})
    if row.is_on_hold:
        raise HouseholdOnHold(
            _("Keluarga pada amplop %(number)s sedang ditahan. Jangan serahkan suratnya.") % {"number": row.number}
        )


def give(envelopes: list[Envelope], cadre: Cadre) -> None:
    """Change the place of all, on condition that each is still at the branch."""
    ids = [envelope.pk for envelope in envelopes]
    at_branch = Envelope.objects.printed().filter(branch=cadre.branch_id, pk__in=ids)
    if at_branch.update(state=EnvelopeState.HANDED_OVER, cadre=cadre) != len(ids):
        raise EnvelopeElsewhere(_("Ada amplop yang baru saja berpindah. Muat ulang halaman ini."))


def end(envelope: Envelope, state: str, reason: str, by: User) -> Envelope:
    """Take the last step on condition that the cadre still has it."""
    moved = Envelope.objects.outstanding().filter(pk=envelope.pk).update(state=state)
    envelope.refresh_from_db()
    if moved:
        write_steps([envelope], state, by=by, reason=reason)
    elif envelope.state != state:
        raise elsewhere(envelope)
    return envelope


def write_steps(envelopes: list[Envelope], state: str, **facts) -> None:
    EnvelopeStep.objects.bulk_create(EnvelopeStep(envelope=envelope, state=state, **facts) for envelope in envelopes)


def elsewhere(envelope: Envelope) -> EnvelopeElsewhere:
    place = {"number": envelope.number, "state": envelope.get_state_display()}
    return EnvelopeElsewhere(_("Amplop %(number)s tercatat: %(state)s. Tidak ada yang diubah.") % place)
