"""Attendance: who was there, who made it up, who was excused, who stayed away (RULES 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.models import User

from ..enums import AttendanceState
from ..errors import CadreNotConcerned
from ..models import Attendance, Meeting
from ..validators import check_attendance, check_made_up_on, check_meeting_held, make_up_days
from .acts import act, locked


@dataclass(frozen=True)
class Mark:
    """What is to be recorded for one cadre."""

    cadre: Cadre
    state: str
    excuse: str = ""
    made_up_on: date | None = None


@act
def record_attendance(
    *, meeting: Meeting, cadre: Cadre, state: str, excuse: str = "", made_up_on: date | None = None, by: User
) -> Attendance:
    """Record or correct how one cadre stands to one meeting; the same again is no change."""
    record_sheet(meeting=meeting, marks=[Mark(cadre, state, excuse, made_up_on)], by=by)
    return Attendance.objects.get(meeting=meeting, cadre=cadre)


@act
def record_sheet(*, meeting: Meeting, marks: Iterable[Mark], by: User | None) -> int:
    """Record several cadres at once, all or none; return how many rows are new or changed."""
    meeting, marks = locked(meeting), list(marks)
    check_marks(meeting, marks)
    known = {row.cadre_id: row for row in meeting.attendances.all()}
    rows = [with_mark(known.get(mark.cadre.pk), meeting, mark, by) for mark in marks]
    return save_changed([row for row in rows if row])


@act
def close_attendance(*, meeting: Meeting, by: User) -> int:
    """Mark as absent whom the meeting concerned and who has no row; return how many."""
    known = locked(meeting).attendances.values("cadre")
    missing = concerned_cadres(meeting).exclude(pk__in=known)
    return record_sheet(meeting=meeting, marks=[Mark(cadre, AttendanceState.ABSENT) for cadre in missing], by=by)


def concerned_cadres(meeting: Meeting):
    """The branch's cadres with an agreement on the day of the meeting."""
    return Cadre.objects.of_branch(meeting.branch_id).with_agreement_on(meeting.held_on)


def check_marks(meeting: Meeting, marks: list[Mark]) -> None:
    today = meeting.branch.today()
    check_meeting_held(meeting, today)
    for mark in marks:
        check_attendance(mark.state, mark.excuse, mark.made_up_on)
    made_up = [mark.made_up_on for mark in marks if mark.made_up_on]
    allowed = make_up_days(meeting) if made_up else []
    for day in made_up:
        check_made_up_on(day, meeting.held_on, allowed, today)
    check_concerned(meeting, {mark.cadre.pk for mark in marks})


def check_concerned(meeting: Meeting, cadres: set[int]) -> None:
    concerned = set(concerned_cadres(meeting).filter(pk__in=cadres).values_list("pk", flat=True))
    if cadres - concerned:
        raise CadreNotConcerned(
            _("Hanya kader kantor cabang ini dengan perjanjian pada hari pertemuan yang dapat dicatat.")
        )


def with_mark(row: Attendance | None, meeting: Meeting, mark: Mark, by: User | None) -> Attendance | None:
    """The row with the mark on it, None when it says so already."""
    wanted = (mark.state, mark.excuse, mark.made_up_on)
    row = row or Attendance(meeting=meeting, cadre=mark.cadre)
    if (row.state, row.excuse, row.made_up_on) == wanted:
        return None
    row.state, row.excuse, row.made_up_on = wanted
    row.recorded_by = by
    return row


def save_changed(rows: list[Attendance]) -> int:
    """Save each row: a change is rare, and `recorded_at` follows it."""
    for row in rows:
        row.save()
    return len(rows)
