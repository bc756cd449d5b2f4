"""Planning meetings: the rhythm of the branch, and single ones added, moved, cancelled, restored.

`by` is read by @act, for the audit trail.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import takewhile

from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import weekday_date
from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import first_day

from ..errors import DayPast, DayTaken, MeetingCancelled, MeetingHasRecords
from ..models import Meeting
from ..workdays import next_monday, workday_from
from .acts import act, lock_branch, locked


@act
def schedule_meetings(
    *, branch: Branch, until: date, today: date | None = None, by: User | None = None
) -> list[Meeting]:
    """Plan the branch's regular meetings up to `until`, that day included; return the new ones.

    They follow the last meeting in the rhythm of the policy, the first ever stands on the next Monday.
    A weekend moves to Monday. Nothing is planned before `today`; run again it adds nothing.
    """
    lock_branch(branch)
    last = Meeting.objects.of_branch(branch).order_by("held_on").last()
    today = today or branch.today()
    days = takewhile(lambda day: day <= until, regular_days(branch, last, today))
    return Meeting.objects.bulk_create(
        Meeting(branch=branch, held_on=day, **habits_of(last)) for day in days if day >= today
    )


def regular_days(branch: Branch, last: Meeting | None, today: date) -> Iterator[date]:
    """Days of meetings after the last one, without end; those before today keep the rhythm only."""
    day = step_after(branch, last.held_on) if last else next_monday(today)
    while True:
        yield day
        day = step_after(branch, day)


def step_after(branch: Branch, day: date) -> date:
    """The next meeting's day by the policy of the month in which this one lies."""
    policy = BranchPolicy.objects.in_force(branch, first_day(day))
    return workday_from(day + timedelta(days=policy.meeting_every_days))


def habits_of(last: Meeting | None) -> dict:
    """Hour and place carry over from the last meeting; the agenda does not."""
    return {"starts_at": last.starts_at, "place": last.place} if last else {}


@act
def add_meeting(
    *, branch: Branch, held_on: date, starts_at: time, place: str = "", agenda: str = "", by: User
) -> Meeting:
    """Plan one meeting on a day of the staff's choice."""
    lock_branch(branch)
    check_day_free(branch, held_on)
    return Meeting.objects.create(branch=branch, held_on=held_on, starts_at=starts_at, place=place, agenda=agenda)


@act
def move_meeting(
    *, meeting: Meeting, held_on: date, starts_at: time | None = None, place: str | None = None, by: User
) -> Meeting:
    """Move a meeting without records to another day, hour or place; the meetings after it stay."""
    lock_branch(meeting.branch)
    meeting = locked(meeting)
    wanted = {"held_on": held_on, "starts_at": starts_at, "place": place}
    changes = {name: value for name, value in wanted.items() if value is not None and value != getattr(meeting, name)}
    if changes:
        check_movable(meeting)
    if "held_on" in changes:
        check_day_free(meeting.branch, held_on)
    return changed(meeting, changes)


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


def check_day_free(branch: Branch, day: date) -> None:
    if day < branch.today():
        raise DayPast(_("Pilih hari ini atau sesudahnya."))
    if Meeting.objects.of_branch(branch).filter(held_on=day).exists():
        raise DayTaken(_("Sudah ada pertemuan pada %(day)s, mungkin yang dibatalkan.") % {"day": weekday_date(day)})


def check_movable(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise MeetingCancelled(_("Pertemuan ini dibatalkan. Pulihkan dulu sebelum memindahkannya."))
    check_without_records(meeting)


def check_without_records(meeting: Meeting) -> None:
    if meeting.attendances.exists() or meeting.envelope_steps.exists():
        raise MeetingHasRecords(
            _("Kehadiran atau serah terima amplop sudah dicatat pada pertemuan ini. Harinya tetap.")
        )
