"""The invitation: its text, a link per cadre that shows no number, and the calendar file for whoever has the link."""

from datetime import datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from kaderjkn.common.models import AccessLog
from meetings import actions
from meetings.calendar_files import calendar_path
from meetings.invitations import invitation_text
from tests.meetings.builders import make_cadre, make_group, make_meeting


@pytest.fixture
def day(branch):
    return branch.today() + timedelta(days=3)


@pytest.fixture
def meeting(branch, day):
    return make_meeting(branch, day, starts_at=time(13), ends_at=time(15, 30), place="Aula", agenda="REHAB 2.0")


def event_of(client, meeting):
    answer = client.get(calendar_path(meeting))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    return event


def page_of(client, meeting):
    return client.get(reverse("meetings:meeting-invitation", args=[meeting.pk]))


# The text


def test_the_text_says_when_where_what_about_and_what_to_bring(meeting):
    text = invitation_text(meeting)
    things = "berkas yang sudah selesai", "amplop", "kartu pengenal"
    for words in ("13.00–15.30 WIB", "Tempat: Aula", "REHAB 2.0", *things, calendar_path(meeting)):
        assert words in text


def test_the_text_is_indonesian_whoever_sends_it(client, staff, meeting):
    client.force_login(staff)
    client.post(reverse("set_language"), {"language": "en"})
    assert "Mohon dibawa:" in page_of(client, meeting).content.decode()


def test_a_meeting_without_a_place_is_at_the_branch_and_names_its_group(branch, day):
    meeting = make_meeting(branch, day, group=make_group(branch), starts_at=time(9))
    text = invitation_text(meeting)
    assert "Tempat: Kantor cabang Kota 0905" in text
    assert "Pertemuan kader JKN Utara" in text


def test_a_cancelled_meeting_is_told_as_one(meeting, staff):
    text = invitation_text(actions.cancel_meeting(meeting=meeting, by=staff))
    assert "dibatalkan" in text
    assert "Mohon dibawa" not in text


# The page


def test_the_page_masks_numbers_and_links_who_has_one(client, branch, staff, meeting):
    first, second = make_cadre(branch, "K01", phone="+6281234567890"), make_cadre(branch, "K02")
    client.force_login(staff)
    page = page_of(client, meeting).content.decode()
    assert "+62*******7890" in page
    assert "81234567890" not in page
    assert reverse("meetings:meeting-whatsapp", args=[meeting.pk, first.pk]) in page
    assert reverse("meetings:meeting-whatsapp", args=[meeting.pk, second.pk]) not in page
    assert not AccessLog.objects.exists()


def test_the_link_opens_the_chat_with_the_text_and_is_logged(client, branch, staff, meeting):
    cadre = make_cadre(branch, phone="0812-3456-7890")
    client.force_login(staff)
    target = urlsplit(client.get(reverse("meetings:meeting-whatsapp", args=[meeting.pk, cadre.pk])).url)
    assert (target.netloc, target.path) == ("wa.me", "/6281234567890")
    assert parse_qs(target.query)["text"] == [invitation_text(meeting)]
    log = AccessLog.objects.get()
    assert (log.by, log.act, log.subject_kind, log.subject_id) == (staff, "show", "cadre", cadre.pk)


def test_no_chat_with_somebody_who_is_not_invited_or_has_no_number(client, branch, other_branch, staff, meeting):
    number = "+6281234567890"
    strangers = make_cadre(other_branch, phone=number), make_cadre(branch, "K02", None, phone=number)
    client.force_login(staff)
    for cadre in (*strangers, make_cadre(branch, "K03")):
        assert client.get(reverse("meetings:meeting-whatsapp", args=[meeting.pk, cadre.pk])).status_code == 404
    assert not AccessLog.objects.exists()


def test_nobody_is_invited_to_a_meeting_that_is_over(client, branch, staff):
    client.force_login(staff)
    assert page_of(client, make_meeting(branch, branch.today() - timedelta(days=1))).status_code == 404


# The calendar file


def test_the_calendar_file_for_anybody_with_the_link(client, meeting, day):
    event = event_of(client, meeting)
    zone = ZoneInfo("Asia/Jakarta")
    assert event.decoded("dtstart") == datetime.combine(day, time(13), zone)
    assert event.decoded("dtend") == datetime.combine(day, time(15, 30), zone)
    assert (event["status"], event["location"], event["sequence"]) == ("CONFIRMED", "Aula", 0)
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(days=1)


def test_the_clock_of_the_branch_is_in_the_file(client, branch, meeting):
    type(branch).objects.update(time_zone="Asia/Jayapura")
    assert b"TZID:Asia/Jayapura" in client.get(calendar_path(meeting)).content
    assert event_of(client, meeting).decoded("dtstart").utcoffset() == timedelta(hours=9)


def test_the_file_follows_moves_and_the_end_of_the_meeting_under_one_uid(client, staff, meeting, day):
    before = event_of(client, meeting)
    actions.move_meeting(meeting=meeting, held_on=day + timedelta(days=1), by=staff)
    moved = event_of(client, meeting)
    actions.cancel_meeting(meeting=meeting, by=staff)
    cancelled = event_of(client, meeting)
    assert before["uid"] == moved["uid"] == cancelled["uid"]
    assert before["sequence"] < moved["sequence"] < cancelled["sequence"]
    assert moved.decoded("dtstart").date() == day + timedelta(days=1)
    assert cancelled["status"] == "CANCELLED"
    assert cancelled.walk("VALARM") == []


def test_nothing_personal_stands_in_the_file(client, branch, meeting):
    make_cadre(branch, phone="+6281234567890")
    text = client.get(calendar_path(meeting)).content.decode()
    assert "REHAB" not in text  # the agenda is free text
    assert "Ibu K01" not in text


@pytest.mark.parametrize("change", ["1", "{token}0", "9{token}", "1.{token}"])
def test_a_link_that_we_have_not_signed_is_not_found(client, meeting, change):
    token = calendar_path(meeting).split("/")[-1].removesuffix(".ics")
    assert client.get(reverse("meetings:meeting-calendar", args=[change.format(token=token)])).status_code == 404


def test_the_public_address_is_throttled(client, meeting, fresh_cache):
    answers = [client.get(calendar_path(meeting)).status_code for _each in range(61)]
    assert answers == [200] * 60 + [429]
