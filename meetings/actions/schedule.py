"""Planning meetings: the rhythm of the branch, and single ones added, moved, cancelled, restored.

`by` is read by @act, for the audit trail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import weekday_date
from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import first_day

from ..errors import DayPast, DayTaken, GroupRefused, MeetingCancelled, MeetingHasRecords
from ..models import CadreGroup, Meeting
from ..validators import check_within_a_year, checked_hours
from ..workdays import Workdays, next_monday, workdays_of
from .acts import act, lock_branch, locked

ONE_DAY = timedelta(days=1)
LONGEST_CLOSURE = timedelta(days=31)
"""A meeting due before today can still lie ahead, when the office has been closed since; no closure is longer."""


@act
def schedule_meetings(
    *, branch: Branch, until: date, today: date | None = None, by: User | None = None
) -> list[Meeting]:
    """Plan the regular meetings up to `until`, that day included; return the new ones.

    Where the branch has groups in use each of them meets by itself, else all cadres together. A day on which the
    office is closed moves to the next working day, and the rhythm goes on from the day that it had. Nothing is
    planned before `today`; run again it adds nothing.
    """
    lock_branch(branch)
    today = today or branch.today()
    office = workdays_of(branch, today - LONGEST_CLOSURE)
    groups = list(CadreGroup.objects.of_branch(branch).in_use()) or [None]
    planned = [meeting for group in groups for meeting in planned_meetings(branch, group, office, today, until)]
    return Meeting.objects.bulk_create(planned)


def planned_meetings(
    branch: Branch, group: CadreGroup | None, office: Workdays, today: date, until: date
) -> Iterator[Meeting]:
    """Meetings that are still missing; a day on which the same cadres meet already is passed over."""
    known = Meeting.objects.of_branch(branch).filter(group=group)
    habits = habits_of(known.order_by("held_on").last(), group)
    taken = set(known.filter(held_on__gte=today).values_list("held_on", flat=True))
    for regular_on in regular_days(branch, first_regular_day(branch, known, group, today)):
        if regular_on > until:
            return
        held_on = office.workday_from(regular_on)
        if today <= held_on <= until and held_on not in taken:
            taken.add(held_on)
            yield Meeting(branch=branch, group=group, held_on=held_on, regular_on=regular_on, **habits)


def first_regular_day(branch: Branch, known, group: CadreGroup | None, today: date) -> date:
    """The first day of the rhythm after the meetings that are known; of a group never before its first day."""
    regular = known.filter(regular_on__isnull=False).order_by("regular_on").last()
    last = regular or known.order_by("held_on").last()
    if last is None:
        return group.first_on if group else next_monday(today)
    following = step_after(branch, last.regular_on or last.held_on)
    return max(following, group.first_on) if group else following


def regular_days(branch: Branch, day: date) -> Iterator[date]:
    """Days of the rhythm from this one on, without end."""
    while True:
        yield day
        day = step_after(branch, day)


def step_after(branch: Branch, day: date) -> date:
    """The next day of the rhythm by the policy of the month in which this one lies."""
    policy = BranchPolicy.objects.in_force(branch, first_day(day))
    return day + timedelta(days=policy.meeting_every_days)


def habits_of(last: Meeting | None, group: CadreGroup | None) -> dict:
    """Hours and place: those of the group, else those of the last meeting; the agenda does not carry over."""
    habits = {"late_after": last.late_after} if last else {}
    if source := group or last:
        habits |= {"starts_at": source.starts_at, "ends_at": source.ends_at, "place": source.place}
    return habits


@act
def add_meeting(
    *,
    branch: Branch,
    held_on: date,
    starts_at: time,
    ends_at: time | None = None,
    group: CadreGroup | None = None,
    late_after: int | None = None,
    place: str = "",
    agenda: str = "",
    by: User,
) -> Meeting:
    """Plan one meeting on a day of the staff's choice, of a group or of all; without an end it takes three hours."""
    lock_branch(branch)
    starts_at, ends_at = checked_hours(starts_at, ends_at)
    check_group(branch, group)
    check_day_free(branch, group, held_on)
    facts = {"place": place, "agenda": agenda} | ({} if late_after is None else {"late_after": late_after})
    return Meeting.objects.create(
        branch=branch, group=group, held_on=held_on, starts_at=starts_at, ends_at=ends_at, **facts
    )


@act
def move_meeting(
    *,
    meeting: Meeting,
    held_on: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    late_after: int | None = None,
    place: str | None = None,
    by: User,
) -> Meeting:
    """Move a meeting without records to another day, hour or place; the rhythm and the meetings after it stay."""
    lock_branch(meeting.branch)
    meeting = locked(meeting)
    if ends_at or (starts_at and starts_at != meeting.starts_at):
        starts_at, ends_at = checked_hours(starts_at or meeting.starts_at, ends_at)
    wanted = {"held_on": held_on, "starts_at": starts_at, "ends_at": ends_at, "late_after": late_after, "place": place}
    changes = {name: value for name, value in wanted.items() if value is not None and value != getattr(meeting, name)}
    if changes:
        check_movable(meeting)
    if "held_on" in changes:
        check_day_free(meeting.branch, meeting.group, held_on)
    return changed(meeting, changes)


@dataclass(frozen=True)
class OnClosedDay:
    """A planned meeting on a day that has become a holiday, its name, and the day to which it can move."""

    meeting: Meeting
    closed_on: date
    holiday: str
    moves_to: date


def meetings_on_closed_days(branch: Branch, today: date) -> list[OnClosedDay]:
    """Meetings to come on holidays, in order; one that staff put on a weekend is meant so and is not among them."""
    office = workdays_of(branch, today)
    coming = list(Meeting.objects.of_branch(branch).held().without_records().coming(today).select_related("group"))
    taken = set(Meeting.objects.of_branch(branch).coming(today).values_list("group", "held_on"))
    found = []
    for meeting in coming:
        if meeting.held_on in office.holidays:
            day = office.workday_from(meeting.held_on)
            while (meeting.group_id, day) in taken:
                day = office.workday_from(day + ONE_DAY)
            taken.add((meeting.group_id, day))
            found.append(OnClosedDay(meeting, meeting.held_on, office.holidays[meeting.held_on], day))
    return found


@act
def leave_closed_days(*, branch: Branch, by: User) -> list[OnClosedDay]:
    """Move every planned meeting off a holiday, to the next working day that is free; return what moved."""
    lock_branch(branch)
    found = meetings_on_closed_days(branch, branch.today())
    for one in found:
        meeting = locked(one.meeting)
        check_movable(meeting)
        changed(meeting, {"held_on": one.moves_to})
    return found


@act
def cancel_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Cancel a meeting without records; it then concerns nobody. Cancelled already: no change."""
    meeting = locked(meeting)
    if meeting.is_cancelled:
        return meeting
    check_without_records(meeting)
    return changed(meeting, {"is_cancelled": True})


@act
def restore_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Take a cancellation back."""
    meeting = locked(meeting)
    return changed(meeting, {"is_cancelled": False} if meeting.is_cancelled else {})


def changed(meeting: Meeting, changes: dict) -> Meeting:
    for name, value in changes.items():
        setattr(meeting, name, value)
    if changes:
        meeting.save(update_fields=[*changes])
    return meeting


def check_group(branch: Branch, group: CadreGroup | None) -> None:
    if group and (group.branch_id != branch.pk or group.is_ended):
        raise GroupRefused(_("Kelompok %(group)s tidak dipakai lagi di cabang ini.") % {"group": group})


def check_day_free(branch: Branch, group: CadreGroup | None, day: date) -> None:
    if day < branch.today():
        raise DayPast(_("Pilih hari ini atau sesudahnya."))
    check_within_a_year(day, branch.today())
    if Meeting.objects.of_branch(branch).filter(group=group, held_on=day).exists():
        raise DayTaken(_("Sudah ada pertemuan pada %(day)s, mungkin yang dibatalkan.") % {"day": weekday_date(day)})


def check_movable(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise MeetingCancelled(_("Pertemuan ini dibatalkan. Pulihkan dulu sebelum memindahkannya."))
    check_without_records(meeting)


def check_without_records(meeting: Meeting) -> None:
    if meeting.attendances.exists() or meeting.envelope_steps.exists() or meeting.notes.exists():
        raise MeetingHasRecords(
            _("Kehadiran, serah terima amplop, atau catatan sudah ada pada pertemuan ini. Harinya tetap.")
        )
