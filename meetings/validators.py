"""What is acceptable, asked by forms and actions alike. A refused value raises a named error."""

import re
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import long_date
from kaderjkn.common.months import first_day

from .enums import AttendanceState, ExcuseReason, HolidayKind, NoteKind
from .errors import (
    AttendanceIncomplete,
    DayTooFar,
    HolidayRefused,
    HoursWrong,
    MeetingCancelled,
    MeetingNotHeldYet,
    NoteRefused,
    ReasonMissing,
    SignatureMissing,
)
from .workdays import workdays_of

SIGNATURE = re.compile(r"(?:[ML]\d{1,4} \d{1,4} ?)+")
SIGNATURE_LENGTH = range(20, 20_000)
"""Characters of an SVG path: a dot is no signature, and a longer one is no hand's work."""

USUAL_HOURS = 3
LAST_MINUTE = time(23, 59)
OF_BRANCH = (HolidayKind.LOCAL, HolidayKind.OPEN)
HOLIDAY_YEARS = 2
ONE_YEAR = timedelta(days=366)


def make_up_days(meeting) -> list[date]:
    """The working days on which the meeting may be made up, by the policy of its period (RULES 8)."""
    policy = BranchPolicy.objects.in_force(meeting.branch, first_day(meeting.held_on))
    return workdays_of(meeting.branch, meeting.held_on).workdays_after(meeting.held_on, policy.make_up_days)


def checked_hours(starts_at: time, ends_at: time | None) -> tuple[time, time]:
    """Both hours; without an end three hours later, on the same day. Refuse an end that is not after the start."""
    ends_at = ends_at or three_hours_after(starts_at)
    if ends_at <= starts_at:
        raise HoursWrong(_("Pertemuan selesai setelah mulai, pada hari yang sama. Periksa kedua jamnya."))
    return starts_at, ends_at


def three_hours_after(starts_at: time) -> time:
    """What a meeting takes where nobody says otherwise; it ends before midnight."""
    hour = starts_at.hour + USUAL_HOURS
    return starts_at.replace(hour=hour) if hour <= LAST_MINUTE.hour else LAST_MINUTE


def check_within_a_year(day: date, today: date) -> None:
    """Refuse a day that is more likely mistyped than meant; the rhythm would count from it."""
    if abs(day - today) > ONE_YEAR:
        raise DayTooFar(_("%(day)s terlalu jauh dari hari ini. Periksa tahunnya.") % {"day": long_date(day)})


def check_holiday(day: date, kind: str, today: date) -> None:
    """Refuse a kind that is the nation's, and a year that is more likely mistyped than meant."""
    if kind not in OF_BRANCH:
        raise HolidayRefused(_("Pilih apakah kantor cabang libur atau buka pada hari itu."))
    if abs(day.year - today.year) > HOLIDAY_YEARS:
        raise HolidayRefused(_("Tahun %(year)s terlalu jauh dari sekarang. Periksa tanggalnya.") % {"year": day.year})


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


def checked_signature(strokes: str) -> str:
    """The strokes of a signature, an SVG path of moves and lines in whole pixels; refuse none, and anything else."""
    if len(strokes) in SIGNATURE_LENGTH and SIGNATURE.fullmatch(strokes):
        return strokes
    raise SignatureMissing(_("Minta kader menandatangani di layar, atau konfirmasi lewat ponselnya."))


LONGEST_NOTE = 2000
LONGEST_WAIT = 366
"""Days for an answer at most: a later day is a slip of the pen."""


def check_note_kind(kind: str) -> None:
    if kind not in NoteKind.values:
        raise NoteRefused(_("Pilih jenis catatan: masukan atau pertanyaan."))


def checked_words(text: str) -> str:
    """What was said or answered, without blanks around it; refuse nothing, and too much."""
    words = text.strip()
    if not words:
        raise NoteRefused(_("Tulis isinya dulu."))
    if len(words) > LONGEST_NOTE:
        raise NoteRefused(_("Paling panjang %(count)s huruf. Bagi menjadi beberapa catatan.") % {"count": LONGEST_NOTE})
    return words


def check_answer_due(kind: str, answer_due: date | None, said_on: date) -> None:
    """Only a question is owed an answer, on the day on which it was asked or within a year after it."""
    if answer_due is None:
        return
    if kind != NoteKind.QUESTION:
        raise NoteRefused(_("Masukan tidak menunggu jawaban. Pilih Pertanyaan, atau kosongkan harinya."))
    if not said_on <= answer_due <= said_on + timedelta(days=LONGEST_WAIT):
        raise NoteRefused(
            _("Hari menjawab tidak sebelum %(day)s, dan paling lambat setahun sesudahnya.")
            % {"day": long_date(said_on)}
        )
