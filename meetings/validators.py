"""What is acceptable, asked by forms and actions alike. A refused value raises a named error."""

from datetime import date

from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import long_date
from kaderjkn.common.months import first_day

from .enums import AttendanceState, ExcuseReason
from .errors import AttendanceIncomplete, MeetingCancelled, MeetingNotHeldYet, ReasonMissing
from .workdays import workdays_after


def make_up_days(meeting) -> list[date]:
    """The working days on which the meeting may be made up, by the policy of its period (RULES 8)."""
    policy = BranchPolicy.objects.in_force(meeting.branch, first_day(meeting.held_on))
    return workdays_after(meeting.held_on, policy.make_up_days)


def check_meeting_held(meeting, today: date) -> None:
    """Refuse a cancelled meeting and one of a later day."""
    if meeting.is_cancelled:
        raise MeetingCancelled(_("Pertemuan ini dibatalkan."))
    if meeting.held_on > today:
        raise MeetingNotHeldYet(_("Pertemuan ini belum berlangsung. Catat setelah harinya tiba."))


def check_attendance(state: str, excuse: str, made_up_on: date | None) -> None:
    """Refuse a state without what belongs to it, or with what belongs to another."""
    if state not in AttendanceState.values:
        raise AttendanceIncomplete(_("Pilih kehadiran: hadir, susulan, izin, atau tidak hadir."))
    if (state == AttendanceState.EXCUSED) != (excuse in ExcuseReason.values):
        raise AttendanceIncomplete(_("Izin perlu satu alasan; kehadiran lain tanpa alasan."))
    if (state == AttendanceState.MADE_UP) != (made_up_on is not None):
        raise AttendanceIncomplete(_("Susulan perlu tanggalnya; kehadiran lain tanpa tanggal."))


def check_made_up_on(made_up_on: date, held_on: date, allowed: list[date], today: date) -> None:
    """Refuse a day before or on the meeting's, after the time for it, or still to come."""
    if not allowed or not held_on < made_up_on <= allowed[-1]:
        last = allowed[-1] if allowed else held_on
        raise AttendanceIncomplete(
            _("Susulan hanya setelah pertemuan dan paling lambat %(day)s.") % {"day": long_date(last)}
        )
    if made_up_on > today:
        raise AttendanceIncomplete(_("Tanggal susulan belum tiba."))


def checked_reason(reason: str) -> str:
    """The reason without blanks around it; refuse an empty one."""
    if text := reason.strip()[:200]:
        return text
    raise ReasonMissing(_("Tulis alasannya: di mana amplop itu atau mengapa tidak sampai."))
