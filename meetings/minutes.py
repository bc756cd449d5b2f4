"""The minutes of a meeting as PDF, always in Indonesian: who was there, what was said, which envelopes changed hands.

No data of families: envelopes stand in it by number only. Made before everything is recorded or answered, the
paper says what is missing.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import override

from cadres.models import Cadre
from kaderjkn.common.documents import render_pdf

from . import minutes_presenters as presenters
from .actions.attendance import concerned_cadres
from .balance import Balance, balances
from .enums import StepState
from .models import EnvelopeStep, Meeting, MeetingNote


@dataclass
class Envelopes:
    """What changed hands with one cadre on the occasion of the meeting, by number, and the count there."""

    at_meeting: list[str] = field(default_factory=list)
    at_make_up: list[str] = field(default_factory=list)
    handed_in: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    balance: Balance = field(default_factory=Balance)

    @property
    def is_empty(self) -> bool:
        changed = self.at_meeting or self.at_make_up or self.handed_in or self.lost
        return not changed and not self.balance.handed_over


def minutes_pdf(meeting: Meeting, now: datetime) -> bytes:
    """The minutes as things stand `now`."""
    with override("id"):
        return render_pdf("meeting_minutes", minutes_data(meeting, now), issued_at=now)


def minutes_name(meeting: Meeting) -> str:
    return f"notula-{meeting.branch.code}-{meeting.held_on:%Y-%m-%d}-{meeting.pk}.pdf"


def minutes_data(meeting: Meeting, now: datetime) -> dict:
    """Texts for the template, ready to be printed."""
    notes = list(meeting.notes.select_related("cadre", "answered_by").order_by("cadre__code", "made_at", "pk"))
    envelopes = envelopes_by_cadre(meeting)
    cadres = cadres_of(meeting, notes, envelopes)
    known = {row.cadre_id: row for row in meeting.attendances.all()}
    zone, today = meeting.branch.zone, now.astimezone(meeting.branch.zone).date()
    standing = [(cadre, known.get(cadre.pk)) for cadre in cadres]
    return {
        **presenters.head(meeting, now),
        "summary": presenters.attendance_summary([row for _cadre, row in standing]),
        "attendance": [presenters.attendance_line(cadre, row, zone) for cadre, row in standing],
        "agenda": meeting.agenda.splitlines(),
        "materials": [presenters.material_words(material) for material in meeting.materials.order_by("title")],
        "notes": [presenters.note_data(note, today, zone) for note in notes],
        "envelopes": [
            presenters.envelope_data(cadre, envelopes[cadre.pk])
            for cadre in cadres
            if cadre.pk in envelopes and not envelopes[cadre.pk].is_empty
        ],
        "missing": missing(standing, notes, envelopes, today),
    }


def cadres_of(meeting: Meeting, notes: list[MeetingNote], envelopes: dict[int, Envelopes]) -> list[Cadre]:
    """Whom the meeting concerns, and everybody of whom something is recorded there."""
    concerned = set(concerned_cadres(meeting).values_list("pk", flat=True))
    recorded = set(meeting.attendances.values_list("cadre", flat=True)) | {note.cadre_id for note in notes}
    changed = {pk for pk, found in envelopes.items() if not found.is_empty}
    return list(Cadre.objects.filter(pk__in=concerned | recorded | changed).order_by("code"))


def envelopes_by_cadre(meeting: Meeting) -> dict[int, Envelopes]:
    """By the id of the cadre, from the custody chain; steps that were taken back do not count."""
    found: dict[int, Envelopes] = defaultdict(Envelopes)
    for cadre, balance in balances(meeting).items():
        found[cadre].balance = balance
    steps = EnvelopeStep.objects.standing().filter(meeting=meeting, envelope__branch=meeting.branch_id)
    for step in steps.select_related("envelope").order_by("envelope__number", "at"):
        if numbers := numbers_of(step, found[step.envelope.cadre_id]):
            numbers[0].append(step.envelope.number)
    return found


def numbers_of(step: EnvelopeStep, envelopes: Envelopes) -> tuple[list[str], ...]:
    """The list in which the step is counted; none for the others."""
    if step.state == StepState.HANDED_OVER:
        return (envelopes.at_make_up if step.is_make_up else envelopes.at_meeting,)
    kept = {StepState.TAKEN_IN: envelopes.handed_in, StepState.LOST: envelopes.lost}
    return (kept[step.state],) if step.state in kept else ()


def missing(standing: list, notes: list[MeetingNote], envelopes: dict[int, Envelopes], today: date) -> list[str]:
    """What is still open when the paper is made; nothing when the meeting is settled."""
    unclear = [each for found in envelopes.values() for each in (*found.balance.unclear, *found.balance.not_handed_in)]
    waiting = [note for note in notes if note.answer_due and not note.answer]
    return presenters.missing_words(
        unrecorded=sum(row is None for _cadre, row in standing),
        waiting=len(waiting),
        overdue=sum(note.answer_due < today for note in waiting),
        unclear=len(unclear),
    )
