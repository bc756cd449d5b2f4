"""Meetings on the phone: those to come, the last ones with the own attendance and notes, bundles, materials."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.formatting import long_date, number
from meetings.calendar_files import calendar_path
from meetings.enums import AttendanceState, BundleState, EnvelopeState, StepState
from meetings.materials import materials_for
from meetings.models import Attendance, Envelope, EnvelopeBundle, EnvelopeStep, Material, Meeting, MeetingNote
from meetings.presenters import ATTENDANCE_KINDS

COMING_SHOWN, PAST_SHOWN = 6, 12


def cycle_of(cadre: Cadre, today: date) -> dict:
    """What the slice holds of the two-weekly cycle, envelopes in hand apart."""
    return {
        "meetings": meetings_shown(cadre, today),
        "bundles": bundles_of(cadre, today),
        "returned": returned_of(cadre),
        "materials": materials_of(cadre, today),
    }


def meetings_shown(cadre: Cadre, today: date) -> list[dict]:
    """By day: the next ones, the last ones, and older ones whose answer is owed or unread."""
    mine = Meeting.objects.concerning(cadre).select_related("group")
    rows = [*mine.coming(today)[:COMING_SHOWN], *mine.past(today)[:PAST_SHOWN]]
    notes = notes_of(cadre)
    open_ones = {pk for pk, found in notes.items() if any(is_open(note) for note in found)}
    rows += Meeting.objects.filter(pk__in=open_ones - {row.pk for row in rows}).select_related("group")
    attendances = {row.meeting_id: row for row in Attendance.objects.filter(cadre=cadre, meeting__in=rows)}
    rows.sort(key=lambda row: (row.held_on, row.pk))
    return [meeting_of(row, attendances.get(row.pk), notes[row.pk], cadre) for row in rows]


def meeting_of(meeting: Meeting, attendance: Attendance | None, notes: list[MeetingNote], cadre: Cadre) -> dict:
    return {
        "id": meeting.pk,
        "on": meeting.held_on,
        "at": f"{meeting.starts_at:%H.%M}",
        "until": f"{meeting.ends_at:%H.%M}",
        "place": meeting.place,
        "agenda": meeting.agenda,
        "group": meeting.group.name if meeting.group else "",
        "calendar": calendar_path(meeting),
        "attendance": attendance and attendance_of(attendance, cadre),
        "notes": [note_of(note, cadre) for note in notes],
    }


def attendance_of(row: Attendance, cadre: Cadre) -> dict:
    """`detail` is the hour of arrival, the day on which it was made up, or the reason of an excuse."""
    known = [str(row.get_state_display()), ATTENDANCE_KINDS[AttendanceState(row.state)]]
    arrived = f"{row.arrived_at.astimezone(cadre.branch.zone):%H.%M}" if row.arrived_at else ""
    made_up = long_date(row.made_up_on) if row.made_up_on else ""
    return {
        "state": row.state,
        "status": [_("Terlambat"), "warning"] if row.is_late else known,
        "detail": arrived or made_up or str(row.get_excuse_display()),
    }


def notes_of(cadre: Cadre) -> dict[int, list[MeetingNote]]:
    """What the cadre said, by meeting."""
    found = defaultdict(list)
    for note in MeetingNote.objects.filter(cadre=cadre).order_by("made_at", "pk"):
        found[note.meeting_id].append(note)
    return found


def is_open(note: MeetingNote) -> bool:
    return note.is_answer_new or (note.answer_due is not None and not note.answer)


def note_of(note: MeetingNote, cadre: Cadre) -> dict:
    return {
        "id": note.pk,
        "kind": str(note.get_kind_display()),
        "text": note.text,
        "due": note.answer_due,
        "answer": note.answer,
        "answered_on": note.answered_at and note.answered_at.astimezone(cadre.branch.zone).date(),
        "answered_at": note.answered_at and note.answered_at.isoformat(),
        "is_new": note.is_answer_new,
    }


def bundles_of(cadre: Cadre, today: date) -> list[dict]:
    """Bundles that wait for the cadre's confirmation, the oldest first."""
    rows = EnvelopeBundle.objects.filter(branch=cadre.branch_id, cadre=cadre, state=BundleState.OFFERED)
    envelopes = Envelope.objects.with_hold(today).select_related("case__area")
    rows = rows.select_related("meeting").prefetch_related(Prefetch("items__envelope", envelopes))
    return [
        {
            "id": row.pk,
            "on": row.offered_at.astimezone(cadre.branch.zone).date(),
            "meeting": row.meeting and row.meeting.held_on,
            "envelopes": [envelope_of(item.envelope) for item in row.items.all() if item.is_open],
        }
        for row in rows.order_by("offered_at", "pk")
    ]


def returned_of(cadre: Cadre) -> list[dict]:
    """Returned, and not yet in the hands of the office."""
    taken_in = EnvelopeStep.objects.standing().filter(envelope=OuterRef("pk"), state=StepState.TAKEN_IN)
    rows = Envelope.objects.of_branch(cadre.branch_id).filter(cadre=cadre, state=EnvelopeState.RETURNED)
    return list(rows.exclude(Exists(taken_in)).order_by("number").values("id", "number"))


def envelope_of(envelope) -> dict:
    return {
        "id": envelope.pk,
        "number": envelope.number,
        "household": envelope.case.household_id,
        "area": envelope.case.area.name,
        "is_on_hold": envelope.is_on_hold,
    }


def kilobytes(size: int) -> str:
    return f"{number(-(-size // 1000))} kB"


def materials_of(cadre: Cadre, today: date) -> list[dict]:
    rows = materials_for(cadre, today)
    shown_at = defaultdict(list)
    links = Material.meetings.through.objects.filter(material__in=rows, meeting__in=Meeting.objects.concerning(cadre))
    for material, meeting, held_on in links.values_list("material", "meeting", "meeting__held_on"):
        shown_at[material].append((held_on, meeting))
    return [
        {
            "id": row.pk,
            "title": row.title,
            "about": f"{row.get_topic_display()} · {row.file_name.rpartition('.')[2].upper()} · {kilobytes(row.size)}",
            "name": row.file_name,
            "type": row.content_type,
            "size": row.size,
            "on": max(shown_at[row.pk])[0],
            "meetings": sorted(pk for _day, pk in shown_at[row.pk]),
        }
        for row in rows
    ]
