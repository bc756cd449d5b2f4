"""Attendance: who was there, who made it up, who was excused, who stayed away (RULES 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.models import User

from ..enums import AttendanceState, CheckInMeans
from ..errors import CadreNotConcerned, CheckInRefused
from ..models import Attendance, Meeting
from ..validators import check_attendance, check_made_up_on, check_meeting_held, make_up_days
from .acts import act, locked


@dataclass(frozen=True)
class Mark:
    """What is to be recorded for one cadre. `arrived_at` only where somebody saw the hour."""

    cadre: Cadre
    state: str
    excuse: str = ""
    made_up_on: date | None = None
    arrived_at: datetime | None = None
    means: str = CheckInMeans.SHEET


@act
def record_attendance(
    *, meeting: Meeting, cadre: Cadre, state: str, excuse: str = "", made_up_on: date | None = None, by: User
) -> Attendance:
    """Record or correct how one cadre stands to one meeting; the same again is no change."""
    record_sheet(meeting=meeting, marks=[Mark(cadre, state, excuse, made_up_on)], by=by)
    return Attendance.objects.get(meeting=meeting, cadre=cadre)


@act
def check_in(*, meeting: Meeting, cadre: Cadre, at: datetime, means: str, by: User) -> Attendance:
    """The cadre is there, at this moment of the meeting's day; late after the minutes that the meeting allows.

    Who is present already stays so, with the earlier hour.
    """
    if at.astimezone(meeting.branch.zone).date() != meeting.held_on:
        raise CheckInRefused(
            _("Hadir hanya dapat dicatat pada hari pertemuan. Catat susulan bila kader datang kemudian.")
        )
    mark = Mark(cadre, AttendanceState.PRESENT, arrived_at=at, means=means)
    record_sheet(meeting=meeting, marks=[mark], by=by)
    return Attendance.objects.get(meeting=meeting, cadre=cadre)


@act
def clear_attendance(*, meeting: Meeting, cadre: Cadre, by: User) -> None:
    """A name was tapped by mistake: nothing is recorded of the cadre, as before."""
    meeting = locked(meeting)
    check_meeting_held(meeting, meeting.branch.today())
    meeting.attendances.filter(cadre=cadre).delete()


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
    """Cadres with an agreement on the day of the meeting; where it is a group's, those who belong to it that day."""
    cadres = Cadre.objects.of_branch(meeting.branch_id).with_agreement_on(meeting.held_on)
    if meeting.group_id is None:
        return cadres
    members = meeting.group.memberships.filter(valid__contains=meeting.held_on)
    return cadres.filter(pk__in=members.values("cadre"))


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
            _("Hanya kader yang diundang, dengan perjanjian pada hari pertemuan, yang dapat dicatat.")
        )


def with_mark(row: Attendance | None, meeting: Meeting, mark: Mark, by: User | None) -> Attendance | None:
    """The row with the mark on it, None when it says so already. An hour that is known is kept, the earlier of two."""
    row = row or Attendance(meeting=meeting, cadre=mark.cadre)
    if row.state == mark.state and row.arrived_at and not (mark.arrived_at and mark.arrived_at < row.arrived_at):
        mark = replace(mark, arrived_at=row.arrived_at, means=row.means)
    wanted = {
        "state": mark.state,
        "excuse": mark.excuse,
        "made_up_on": mark.made_up_on,
        "arrived_at": mark.arrived_at,
        "is_late": is_late(meeting, mark.arrived_at),
        "means": mark.means,
    }
    if all(getattr(row, name) == value for name, value in wanted.items()) and row.pk:
        return None
    for name, value in wanted.items():
        setattr(row, name, value)
    row.recorded_by = by
    return row


def is_late(meeting: Meeting, arrived_at: datetime | None) -> bool:
    """Whether the hour lies after the start and the minutes that are allowed."""
    if arrived_at is None:
        return False
    start = datetime.combine(meeting.held_on, meeting.starts_at, meeting.branch.zone)
    return arrived_at > start + timedelta(minutes=meeting.late_after)


def save_changed(rows: list[Attendance]) -> int:
    """Save each row: a change is rare, and `recorded_at` follows it."""
    for row in rows:
        row.save()
    return len(rows)
