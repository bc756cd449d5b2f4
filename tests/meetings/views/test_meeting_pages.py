"""Staff pages of meetings: they work, and what is wrong stays a sentence on the page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kaderjkn.common.models import Period
from meetings.models import Attendance, Meeting
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_meeting

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


def sheet(*rows):
    """Post data of the sheet: (cadre, state, excuse, made_up_on)."""
    names = ("state", "excuse", "made_up_on")
    return {
        f"cadre-{cadre.pk}-{name}": value for cadre, *rest in rows for name, value in zip(names, rest, strict=False)
    }


def text_of(page):
    return " ".join(page.content.decode().split())


def test_list_shows_the_next_meeting_and_the_past_ones(office, branch, cadre):
    past = make_meeting(branch, FRIDAY)
    Attendance.objects.create(meeting=past, cadre=cadre, state="present")
    following = make_meeting(branch, branch.today() + timedelta(days=2), place="Aula")
    make_meeting(branch, branch.today() + timedelta(days=1), is_cancelled=True)
    page = office.get(reverse("meetings:meeting-list"))
    assert page.context["following"] == following
    assert [(each.recorded, each.attended) for each in page.context["object_list"]] == [(1, 1)]
    assert "Jumat, 6 Maret 2026" in text_of(page)


def test_list_says_how_to_begin(office):
    assert "Belum ada pertemuan yang dijadwalkan" in text_of(office.get(reverse("meetings:meeting-list")))


def test_plan_continues_the_rhythm_and_says_how_many(office, branch):
    page = office.post(reverse("meetings:meeting-plan"), follow=True)
    count = Meeting.objects.filter(branch=branch).count()
    assert f"{count} pertemuan dijadwalkan." in text_of(page)
    assert "Jadwal sudah lengkap." in text_of(office.post(reverse("meetings:meeting-plan"), follow=True))


def test_create_meeting(office, branch):
    data = {"held_on": branch.today(), "starts_at": "13:00", "place": "Aula", "agenda": "REHAB"}
    page = office.post(reverse("meetings:meeting-create"), data, follow=True)
    meeting = Meeting.objects.get()
    assert (meeting.branch, meeting.place, meeting.agenda) == (branch, "Aula", "REHAB")
    assert page.redirect_chain == [(meeting.get_absolute_url(), 302)]


def test_create_meeting_on_a_taken_day_stays_on_the_page(office, branch):
    make_meeting(branch)
    page = office.post(reverse("meetings:meeting-create"), {"held_on": branch.today(), "starts_at": "13:00"})
    assert "Sudah ada pertemuan pada" in text_of(page)
    assert Meeting.objects.count() == 1


def test_move_meeting(office, branch):
    meeting, day = make_meeting(branch), branch.today() + timedelta(days=3)
    data = {"held_on": day, "starts_at": "10:00", "place": "Aula"}
    office.post(reverse("meetings:meeting-move", args=[meeting.pk]), data)
    meeting.refresh_from_db()
    assert (meeting.held_on, f"{meeting.starts_at:%H:%M}", meeting.place) == (day, "10:00", "Aula")


def test_move_meeting_can_empty_the_place(office, branch):
    meeting = make_meeting(branch, place="Aula")
    data = {"held_on": meeting.held_on, "starts_at": "09:00", "place": ""}
    office.post(reverse("meetings:meeting-move", args=[meeting.pk]), data)
    meeting.refresh_from_db()
    assert meeting.place == ""


def test_cancel_asks_in_numbers_and_restore_takes_it_back(office, branch, cadre):
    meeting = make_meeting(branch)
    cancel = reverse("meetings:meeting-cancel", args=[meeting.pk])
    assert "kader tidak lagi ditunggu" in text_of(office.get(cancel))
    assert not Meeting.objects.get().is_cancelled
    assert "Pertemuan ini dibatalkan" in text_of(office.post(cancel, follow=True))
    assert Meeting.objects.get().is_cancelled
    office.post(reverse("meetings:meeting-restore", args=[meeting.pk]))
    assert not Meeting.objects.get().is_cancelled


def test_sheet_shows_each_cadre_with_what_is_in_hand(office, branch, cadre):
    make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=21)
    page = office.get(make_meeting(branch).get_absolute_url())
    assert "1 amplop di tangan, tertua 21 hari" in text_of(page)
    assert f'name="cadre-{cadre.pk}-state"' in text_of(page)


def test_sheet_records_all_cadres_by_one_button(office, branch, cadre):
    second, third, fourth = (make_cadre(branch, code) for code in ("K02", "K03", "K04"))
    meeting = make_meeting(branch, FRIDAY)
    data = sheet(
        (cadre, "present", "illness", "2026-03-09"),
        (second, "made_up", "", "2026-03-09"),
        (third, "excused", "duty", "2026-03-09"),
        (fourth, "", "", "2026-03-09"),
    )
    page = office.post(meeting.get_absolute_url(), data, follow=True)
    assert "Kehadiran 3 kader disimpan." in text_of(page)
    rows = Attendance.objects.order_by("cadre__code").values_list("state", "excuse", "made_up_on")
    assert list(rows) == [("present", "", None), ("made_up", "", MONDAY), ("excused", "duty", None)]
    assert "Tidak ada perubahan." in text_of(office.post(meeting.get_absolute_url(), data, follow=True))


def test_sheet_with_an_excuse_without_reason_saves_nothing(office, branch, cadre):
    second = make_cadre(branch, "K02")
    meeting = make_meeting(branch)
    page = office.post(meeting.get_absolute_url(), sheet((cadre, "present"), (second, "excused", "")))
    assert "Izin perlu satu alasan" in text_of(page)
    assert not Attendance.objects.exists()


def test_sheet_offers_no_make_up_on_the_day_itself(office, branch, cadre):
    meeting = make_meeting(branch)
    assert 'value="made_up"' not in text_of(office.get(meeting.get_absolute_url()))
    office.post(meeting.get_absolute_url(), sheet((cadre, "made_up", "", branch.today())))
    assert not Attendance.objects.exists()


def test_sheet_of_a_meeting_to_come_only_lists_who_is_expected(office, branch, cadre):
    meeting = make_meeting(branch, branch.today() + timedelta(days=1))
    assert "Kader yang ditunggu" in text_of(office.get(meeting.get_absolute_url()))
    page = office.post(meeting.get_absolute_url(), sheet((cadre, "present")))
    assert "belum berlangsung" in text_of(page)
    assert not Attendance.objects.exists()


def test_sheet_says_when_the_month_is_closed(office, branch, cadre):
    Period.objects.create(branch=branch, month=date(2026, 3, 1), state="closed")
    page = office.get(make_meeting(branch, FRIDAY).get_absolute_url())
    assert "sudah tutup buku" in text_of(page)


def test_close_asks_in_numbers_and_marks_the_rest_absent(office, branch, cadre):
    make_cadre(branch, "K02")
    close = reverse("meetings:meeting-close", args=[make_meeting(branch).pk])
    assert "kader yang belum dicatat menjadi tidak hadir" in text_of(office.get(close))
    assert "2 kader dicatat tidak hadir" in text_of(office.post(close, follow=True))
    assert Attendance.objects.filter(state="absent").count() == 2
