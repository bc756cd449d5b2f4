"""The custody chain: every step is a conditional update, so that an envelope is in one place at any time.

Two people who tap at once: the first wins; the second is told where the envelope is, or, where both say
the same, changes nothing. Locks are taken on envelopes first, in the order of ids, then on their bundle.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.models import User

from ..enums import FINAL_STATES, EnvelopeState, StepState
from ..errors import EnvelopeElsewhere
from ..models import Envelope, EnvelopeSighting, EnvelopeStep, Meeting
from ..validators import check_meeting_held, checked_reason
from .acts import act


@act
def mark_delivered(
    *, envelope: Envelope, by: User, at: datetime | None = None, meeting: Meeting | None = None
) -> Envelope:
    """The family has it."""
    return end(envelope, EnvelopeState.DELIVERED, by, at=at, meeting=meeting, place=_("rumah keluarga"))


@act
def mark_returned(
    *, envelope: Envelope, reason: str, by: User, at: datetime | None = None, meeting: Meeting | None = None
) -> Envelope:
    """It did not reach the family. Said by the cadre it is still on its way; the office takes it in (`take_in`)."""
    facts = {"reason": checked_reason(reason), "at": at, "meeting": meeting}
    return end(envelope, EnvelopeState.RETURNED, by, **facts)


@act
def mark_lost(
    *, envelope: Envelope, reason: str, by: User, at: datetime | None = None, meeting: Meeting | None = None
) -> Envelope:
    """Nobody knows where it is."""
    return end(envelope, EnvelopeState.LOST, by, reason=checked_reason(reason), at=at, meeting=meeting)


@act
def take_in(
    *, envelope: Envelope, by: User, reason: str = "", at: datetime | None = None, meeting: Meeting | None = None
) -> Envelope:
    """The office has a returned envelope in its hands; where the cadre has not said so, it is returned by this."""
    envelope = lock_envelopes([envelope.pk])[0]
    if envelope.state == EnvelopeState.HANDED_OVER:
        mark_returned(envelope=envelope, reason=reason, by=by, at=at, meeting=meeting)
        envelope.refresh_from_db()
    if envelope.state != EnvelopeState.RETURNED:
        raise elsewhere(envelope)
    if not envelope.steps.standing().filter(state=StepState.TAKEN_IN).exists():
        place = meeting.place if meeting else ""
        write_steps([envelope], StepState.TAKEN_IN, by=by, at=at, meeting=meeting, place=place or _("kantor cabang"))
    return envelope


@act
def undo_end(*, envelope: Envelope, by: User) -> Envelope:
    """Take back a last step that was recorded by mistake: the cadre has the envelope. The chain keeps the mistake."""
    envelope = lock_envelopes([envelope.pk])[0]
    if envelope.state == EnvelopeState.HANDED_OVER:
        return envelope
    if envelope.state == EnvelopeState.PRINTED:
        raise elsewhere(envelope)
    ends = envelope.steps.standing().filter(state__in=[*FINAL_STATES, StepState.TAKEN_IN])
    ends.update(undone_at=timezone.now(), undone_by=by)
    Envelope.objects.filter(pk=envelope.pk).update(state=EnvelopeState.HANDED_OVER)
    envelope.refresh_from_db()
    return envelope


@act
def see_envelopes(*, meeting: Meeting, envelopes: Iterable[Envelope], by: User, at: datetime | None = None) -> int:
    """Note that the cadre has shown these at the meeting (RULES 8: still held); return how many are new."""
    check_meeting_held(meeting, meeting.branch.today())
    rows = lock_envelopes([envelope.pk for envelope in envelopes])
    for row in rows:
        if row.branch_id != meeting.branch_id or row.state != EnvelopeState.HANDED_OVER:
            raise elsewhere(row)
    known = set(EnvelopeSighting.objects.filter(meeting=meeting, envelope__in=rows).values_list("envelope", flat=True))
    fresh = [row for row in rows if row.pk not in known]
    facts = {"meeting": meeting, "by": by, "at": at or timezone.now()}
    EnvelopeSighting.objects.bulk_create(EnvelopeSighting(envelope=row, **facts) for row in fresh)
    return len(fresh)


@act
def forget_sighting(*, meeting: Meeting, envelope: Envelope, by: User) -> None:
    """It was ticked by mistake."""
    EnvelopeSighting.objects.filter(meeting=meeting, envelope=envelope).delete()


def end(envelope: Envelope, state: str, by: User, **facts) -> Envelope:
    """Take the last step on condition that the cadre still has it."""
    moved = Envelope.objects.outstanding().filter(pk=envelope.pk).update(state=state)
    envelope.refresh_from_db()
    if moved:
        write_steps([envelope], state, by=by, **facts)
    elif envelope.state != state:
        raise elsewhere(envelope)
    return envelope


def lock_envelopes(ids: Iterable[int], rows=None) -> list[Envelope]:
    """Lock in the order of ids, so that two bundles that share envelopes wait and do not deadlock."""
    rows = Envelope.objects.all() if rows is None else rows
    wanted = set(ids)
    found = list(rows.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",)))
    if len(found) != len(wanted):
        raise EnvelopeElsewhere(_("Ada amplop yang tidak dikenal di kantor cabang ini."))
    return found


def write_steps(envelopes: list[Envelope], state: str, *, at: datetime | None = None, **facts) -> None:
    """`at` is the moment by the clock of who did it; never before the link that stands (a clock may be wrong)."""
    last = last_moments(envelopes)
    moment = at or timezone.now()
    EnvelopeStep.objects.bulk_create(
        EnvelopeStep(envelope=envelope, state=state, at=max(moment, last.get(envelope.pk, moment)), **facts)
        for envelope in envelopes
    )


def last_moments(envelopes: list[Envelope]) -> dict[int, datetime]:
    steps = EnvelopeStep.objects.standing().filter(envelope__in=envelopes).order_by("at", "pk")
    return dict(steps.values_list("envelope", "at"))


def elsewhere(envelope: Envelope) -> EnvelopeElsewhere:
    place = {"number": envelope.number, "state": envelope.get_state_display()}
    return EnvelopeElsewhere(_("Amplop %(number)s tercatat: %(state)s. Tidak ada yang diubah.") % place)
