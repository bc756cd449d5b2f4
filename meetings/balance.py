"""At each meeting the count must balance (RULES 8): handed over = delivered + returned + lost + still held.

What is counted for a cadre at a meeting: every envelope that was handed over before the meeting's day and had not
ended before the day of the last meeting that concerned the cadre. Each of them must be shown, handed in, or
accounted for; those that are not make up the difference, by number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, Subquery

from cadres.models import Agreement, Cadre

from .actions.attendance import concerned_cadres
from .enums import FINAL_STATES, EnvelopeState, StepState
from .models import Envelope, EnvelopeSighting, EnvelopeStep, GroupMembership, Meeting


@dataclass(frozen=True)
class Counted:
    """One envelope in the count of a meeting. `is_seen`: shown there; `is_taken_in`: returned, and at the office."""

    id: int
    number: str
    cadre: int
    state: str
    is_seen: bool
    is_taken_in: bool


@dataclass(frozen=True)
class Balance:
    """The count of one cadre at one meeting, in envelopes; `unclear` and `not_handed_in` are the difference."""

    handed_over: int = 0
    delivered: int = 0
    returned: int = 0
    lost: int = 0
    held: int = 0
    unclear: list[Counted] = field(default_factory=list)
    not_handed_in: list[Counted] = field(default_factory=list)

    @property
    def is_balanced(self) -> bool:
        return not self.unclear and not self.not_handed_in


def balances(meeting: Meeting) -> dict[int, Balance]:
    """By the id of each cadre whom the meeting concerns."""
    counted = counted_envelopes(meeting)
    return {
        cadre.pk: balance_of([each for each in counted if each.cadre == cadre.pk])
        for cadre in concerned_cadres(meeting)
    }


def balance_of(counted: Iterable[Counted]) -> Balance:
    rows = list(counted)
    by_state = {state: [row for row in rows if row.state == state] for state in EnvelopeState.values}
    outstanding = by_state[EnvelopeState.HANDED_OVER]
    return Balance(
        handed_over=len(rows),
        delivered=len(by_state[EnvelopeState.DELIVERED]),
        returned=len(by_state[EnvelopeState.RETURNED]),
        lost=len(by_state[EnvelopeState.LOST]),
        held=sum(row.is_seen for row in outstanding),
        unclear=[row for row in outstanding if not row.is_seen],
        not_handed_in=[row for row in by_state[EnvelopeState.RETURNED] if not row.is_taken_in],
    )


def counted_envelopes(meeting: Meeting, cadre: Cadre | None = None) -> list[Counted]:
    """Everything that is counted at the meeting, by number; of one cadre, or of all whom it concerns."""
    cadres = [cadre] if cadre else list(concerned_cadres(meeting))
    since = last_meetings(meeting, cadres)
    rows = handed_over_before(meeting, [each.pk for each in cadres])
    return [
        Counted(row.pk, row.number, row.cadre_id, row.state, row.is_seen, row.is_taken_in)
        for row in rows
        if not ended_before(row, since.get(row.cadre_id))
    ]


def handed_over_before(meeting: Meeting, cadres: list[int]):
    """Envelopes of the cadres from before the meeting's day, with when they ended."""
    begin = start_of(meeting.held_on, meeting)
    steps = EnvelopeStep.objects.standing().filter(envelope=OuterRef("pk"))
    handed_over = steps.filter(state=StepState.HANDED_OVER, at__lt=begin)
    ended = steps.filter(state__in=FINAL_STATES).values("at")[:1]
    return (
        Envelope.objects.of_branch(meeting.branch_id)
        .filter(Exists(handed_over), cadre__in=cadres)
        .annotate(
            ended_at=ended,
            is_taken_in=Exists(steps.filter(state=StepState.TAKEN_IN)),
            is_seen=Exists(EnvelopeSighting.objects.filter(envelope=OuterRef("pk"), meeting=meeting)),
        )
        .order_by("number")
    )


def ended_before(row, since: datetime | None) -> bool:
    """Whether the envelope was settled before the last meeting; one that the office still waits for is not."""
    if row.ended_at is None or since is None or row.ended_at >= since:
        return False
    return row.state != EnvelopeState.RETURNED or row.is_taken_in


def last_meetings(meeting: Meeting, cadres: list[Cadre]) -> dict[int, datetime]:
    """Start of the day of the last meeting before this one that concerned each cadre; without one the cadre is absent.

    Ended envelopes of that day and later are counted now: they were recorded after that count. A cadre who came from
    another group was counted there.
    """
    of_cadre = {"cadre": OuterRef(OuterRef("pk")), "valid__contains": OuterRef("held_on")}
    member = Exists(GroupMembership.objects.filter(group=OuterRef("group"), **of_cadre))
    earlier = Meeting.objects.held().filter(branch=meeting.branch_id, held_on__lt=meeting.held_on)
    concerned = earlier.filter(Q(group__isnull=True) | member, Exists(Agreement.objects.filter(**of_cadre)))
    last = Subquery(concerned.order_by("-held_on").values("held_on")[:1])
    known = Cadre.objects.filter(pk__in=[cadre.pk for cadre in cadres]).annotate(last_on=last)
    return {pk: start_of(day, meeting) for pk, day in known.values_list("pk", "last_on") if day}


def start_of(day: date, meeting: Meeting) -> datetime:
    return datetime.combine(day, time.min, meeting.branch.zone)
