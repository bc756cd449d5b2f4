"""Checking in from the phone: a code of the door, of that minute, inside the meeting's time; nobody guesses one."""

from datetime import datetime, time, timedelta

import pytest

from meetings import codes
from meetings.actions import record_attendance
from meetings.door import WRONG_ALLOWED
from meetings.models import Attendance, CadreGroup, GroupMembership
from tests.common.devices.phones import send_one
from tests.meetings.builders import make_cadre, make_meeting, make_user

TOO_MANY = "Terlalu banyak kode salah. Pindai kode QR di pintu, atau minta petugas mencatat."
OUTSIDE = "Kode hadir berlaku"

pytestmark = pytest.mark.usefixtures("fresh_cache")


@pytest.fixture
def meeting(branch):
    """Yesterday from 09.00 to 12.00: records of phones without network come later."""
    return make_meeting(branch, branch.today() - timedelta(days=1))


def moment(meeting, clock="09:02") -> datetime:
    return datetime.combine(meeting.held_on, time.fromisoformat(clock), meeting.branch.zone)


def check_in(cadre, meeting, at, **fields):
    return send_one(cadre.user, "check_in", {"meeting": meeting.pk} | fields, clock=at.isoformat())


def qr_of(meeting, shown: datetime) -> dict:
    step = codes.step_of(shown)
    return {"step": step, "mac": codes.check_in_mac(meeting.check_in_key, meeting.pk, step)}


def by_qr(cadre, meeting, clock="09:02", shown=None):
    at = moment(meeting, clock)
    return check_in(cadre, meeting, at, **qr_of(meeting, moment(meeting, shown) if shown else at))


def number_at(meeting, clock="09:02") -> str:
    return codes.check_in_number(meeting.check_in_key, meeting.pk, codes.step_of(moment(meeting, clock)))


def wrong_number(meeting, clock="09:02") -> str:
    """A number that was not shown about that time."""
    shown = {number_at(meeting, f"{clock[:3]}{minute:02}") for minute in range(20)}
    return next(f"{number:06}" for number in range(100) if f"{number:06}" not in shown)


def by_number(cadre, meeting, number, clock="09:02"):
    return check_in(cadre, meeting, moment(meeting, clock), number=number)


# Who was there


def test_code_of_the_door_records_the_cadre_with_the_hour(cadre, meeting):
    assert by_qr(cadre, meeting).outcome == "saved"
    row = Attendance.objects.get()
    assert (row.cadre, row.state, row.means, row.is_late) == (cadre, "present", "qr", False)
    assert (row.arrived_at, row.recorded_by) == (moment(meeting), cadre.user)


def test_typed_number_records_the_cadre_too(cadre, meeting):
    shown = number_at(meeting)
    assert by_number(cadre, meeting, f"{shown[:3]} {shown[3:]}").outcome == "saved"
    assert Attendance.objects.get().means == "code"


def test_who_comes_late_is_told_so(cadre, meeting):
    [notice] = by_qr(cadre, meeting, "09:31").notices
    assert notice.startswith("Tercatat hadir terlambat:")
    assert Attendance.objects.get().is_late


def test_twice_is_once_and_the_earlier_hour_stays(cadre, meeting):
    by_qr(cadre, meeting, "09:02")
    assert by_qr(cadre, meeting, "09:40").outcome == "saved"
    assert Attendance.objects.get().arrived_at == moment(meeting, "09:02")


def test_earlier_check_in_that_arrives_last_gives_the_hour(cadre, meeting):
    by_qr(cadre, meeting, "09:40")
    by_qr(cadre, meeting, "09:02")
    row = Attendance.objects.get()
    assert (row.arrived_at, row.is_late) == (moment(meeting, "09:02"), False)


@pytest.mark.parametrize("recorded", [{"state": "excused", "excuse": "illness"}, {"state": "absent"}])
def test_whatever_the_office_recorded_she_came(cadre, meeting, staff, recorded):
    record_attendance(meeting=meeting, cadre=cadre, by=staff, **recorded)
    by_qr(cadre, meeting)
    row = Attendance.objects.get()
    assert (row.state, row.excuse) == ("present", "")


# When a code is good


@pytest.mark.parametrize("clock", ["08:00", "12:00"])
def test_codes_are_good_from_an_hour_before_the_start_to_the_end(cadre, meeting, clock):
    assert by_qr(cadre, meeting, clock).outcome == "saved"


@pytest.mark.parametrize("clock", ["07:59", "12:01", "23:00"])
def test_code_outside_the_meetings_time_is_refused(cadre, meeting, clock):
    answer = by_qr(cadre, meeting, clock)
    assert (answer.outcome, Attendance.objects.count()) == ("rejected", 0)
    assert answer.why.startswith(OUTSIDE)


def test_code_on_another_day_is_refused(cadre, meeting):
    later = moment(meeting) + timedelta(hours=14)
    assert check_in(cadre, meeting, later, **qr_of(meeting, later)).why.startswith(OUTSIDE)


@pytest.mark.parametrize("shown", ["08:59", "09:02", "09:05"])
def test_clocks_of_door_and_phone_may_differ_by_three_minutes(cadre, meeting, shown):
    assert by_qr(cadre, meeting, "09:02", shown=shown).outcome == "saved"


@pytest.mark.parametrize("shown", ["08:58", "09:06"])
def test_code_of_another_minute_is_refused(cadre, meeting, shown):
    assert "sudah lewat" in by_qr(cadre, meeting, "09:02", shown=shown).why
    assert "sudah lewat" in by_number(cadre, meeting, number_at(meeting, shown)).why
    assert not Attendance.objects.exists()


def test_code_of_another_meeting_is_refused(cadre, meeting, branch):
    other = make_meeting(branch, meeting.held_on - timedelta(days=14))
    answer = check_in(cadre, meeting, moment(meeting), **qr_of(other, moment(meeting)))
    assert "bukan dari pertemuan ini" in answer.why


def test_meeting_that_was_cancelled_takes_nobody(cadre, meeting):
    meeting.is_cancelled = True
    meeting.save()
    assert by_qr(cadre, meeting).why == "Pertemuan ini dibatalkan."


# Whom the meeting concerns


def test_meeting_of_another_group_is_refused(cadre, meeting, branch):
    meeting.group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=meeting.held_on)
    meeting.save()
    assert "yang diundang" in by_qr(cadre, meeting).why
    valid = (meeting.held_on, meeting.held_on + timedelta(days=1))
    GroupMembership.objects.create(group=meeting.group, cadre=cadre, valid=valid)
    assert by_qr(cadre, meeting).outcome == "saved"


def test_cadre_without_an_agreement_that_day_is_refused(branch, meeting):
    former = make_cadre(branch, "K02", ends=meeting.held_on, user=make_user(branch, "cadre"))
    assert "yang diundang" in by_qr(former, meeting).why


def test_meeting_of_another_branch_is_unknown(other_branch, meeting):
    stranger = make_cadre(other_branch, user=make_user(other_branch, "cadre"))
    assert by_qr(stranger, meeting).why == "Pertemuan ini tidak ada di kantor cabang Anda."


# Guessing


def test_after_five_wrong_numbers_no_number_is_taken_any_more(cadre, meeting):
    whys = [by_number(cadre, meeting, wrong_number(meeting)).why for _turn in range(WRONG_ALLOWED)]
    assert TOO_MANY not in whys
    assert by_number(cadre, meeting, number_at(meeting)).why == TOO_MANY
    assert not Attendance.objects.exists()


def test_code_of_the_door_is_taken_all_the_same(cadre, meeting):
    for _turn in range(WRONG_ALLOWED + 1):
        by_number(cadre, meeting, wrong_number(meeting))
    assert by_qr(cadre, meeting).outcome == "saved"


def test_made_up_code_counts_as_a_wrong_one(cadre, meeting):
    step = codes.step_of(moment(meeting))
    for _turn in range(WRONG_ALLOWED):
        check_in(cadre, meeting, moment(meeting), step=step, mac="0" * 16)
    assert by_number(cadre, meeting, number_at(meeting)).why == TOO_MANY


def test_right_numbers_use_up_nothing(cadre, meeting):
    for _turn in range(WRONG_ALLOWED + 2):
        assert by_number(cadre, meeting, number_at(meeting)).outcome == "saved"


def test_wrong_numbers_of_one_cadre_do_not_keep_another_out(cadre, meeting, branch):
    for _turn in range(WRONG_ALLOWED + 1):
        by_number(cadre, meeting, wrong_number(meeting))
    colleague = make_cadre(branch, "K02", user=make_user(branch, "cadre"))
    assert by_number(colleague, meeting, number_at(meeting)).outcome == "saved"


# What cannot be read


@pytest.mark.parametrize(
    "fields",
    [{}, {"number": "12345"}, {"number": "abcdef"}, {"mac": "0" * 16}, {"step": 5}, {"number": "1234567"}],
)
def test_half_a_code_is_asked_for_again(cadre, meeting, fields):
    answer = check_in(cadre, meeting, moment(meeting), **fields)
    assert (answer.outcome, list(answer.fields)) == ("rejected", ["number"])


def test_code_with_signs_that_are_no_digits_is_wrong_and_nothing_breaks(cadre, meeting):
    step = codes.step_of(moment(meeting))
    answer = check_in(cadre, meeting, moment(meeting), step=step, mac="ü" * 16)
    assert "bukan dari pertemuan ini" in answer.why
