"""Pages of the agenda and of what cadres say: nothing typed is lost, questions are found until they are answered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meetings import actions
from meetings.models import CadreGroup, MeetingNote
from tests.meetings.builders import make_cadre, make_meeting, make_note, make_user


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def meeting(branch):
    return make_meeting(branch, agenda="REHAB")


def text_of(page):
    return " ".join(page.content.decode().split())


def of_meeting(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


# Agenda


def test_agenda_is_written_after_planning(office, meeting):
    page = office.post(of_meeting("meeting-agenda", meeting), {"agenda": "REHAB\r\nAmplop", "known": "REHAB"})
    meeting.refresh_from_db()
    assert (page.url, meeting.agenda) == (meeting.get_absolute_url(), "REHAB\nAmplop")


def test_another_groups_agenda_is_put_below_what_is_typed_and_not_yet_saved(office, branch, meeting):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=branch.today())
    other = make_meeting(branch, branch.today() - timedelta(days=3), group=group, agenda="Mobile JKN")
    make_meeting(branch, branch.today() - timedelta(days=200), agenda="too old")
    page = office.get(of_meeting("meeting-agenda", meeting))
    assert list(page.context["form"].fields["source"].queryset) == [other]
    data = {"agenda": "Baru", "known": "REHAB", "source": other.pk, "take": "1"}
    page = office.post(of_meeting("meeting-agenda", meeting), data)
    assert page.context["form"]["agenda"].value() == "Baru\nMobile JKN"
    meeting.refresh_from_db()
    assert meeting.agenda == "REHAB"


def test_taking_from_no_meeting_says_so_and_keeps_what_was_typed(office, meeting):
    page = office.post(of_meeting("meeting-agenda", meeting), {"agenda": "Baru", "known": "REHAB", "take": "1"})
    assert page.context["form"]["agenda"].value() == "Baru"
    assert page.context["form"].errors["source"]


def test_agenda_of_two_people_shows_the_others_and_keeps_the_own_for_another_try(office, meeting, staff):
    actions.set_agenda(meeting=meeting, agenda="Dari orang lain", known="REHAB", by=staff)
    page = office.post(of_meeting("meeting-agenda", meeting), {"agenda": "Dari saya", "known": "REHAB"})
    assert "baru saja diubah orang lain" in text_of(page)
    form = page.context["form"]
    assert (form["agenda"].value(), form["known"].value()) == ("Dari saya", "Dari orang lain")
    assert "Dari orang lain" in text_of(page)
    office.post(of_meeting("meeting-agenda", meeting), {name: form[name].value() for name in ("agenda", "known")})
    meeting.refresh_from_db()
    assert meeting.agenda == "Dari saya"


# Notes at the meeting


def note_data(cadre, **answers):
    return {"cadre": cadre.pk, "kind": "question", "text": "Kapan REHAB dibuka?", "answer_due": ""} | answers


def test_a_question_is_noted_and_stands_under_its_cadre(office, meeting, cadre, staff):
    page = office.post(of_meeting("meeting-notes", meeting), note_data(cadre), follow=True)
    note = MeetingNote.objects.get()
    assert (note.cadre, note.made_by) == (cadre, staff)
    assert note.answer_due == meeting.branch.today() + timedelta(days=7)
    assert "Kapan REHAB dibuka?" in text_of(page)
    assert "1 pertanyaan menunggu jawaban" in text_of(office.get(meeting.get_absolute_url()))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"text": "  "}, "Bidang ini"),
        ({"kind": "feedback", "answer_due": "2026-12-31"}, "Masukan tidak menunggu jawaban"),
        ({"answer_due": "2020-01-01"}, "Hari menjawab tidak sebelum"),
        ({"answer_due": "kapan saja"}, "tanggal"),
    ],
    ids=["no words", "feedback with a day", "day before", "no day"],
)
def test_a_note_that_is_refused_keeps_what_was_typed(office, meeting, cadre, answers, words):
    page = office.post(of_meeting("meeting-notes", meeting), note_data(cadre, **answers))
    assert (page.status_code, MeetingNote.objects.count()) == (200, 0)
    assert words in str(page.context["form"].errors) + text_of(page)
    assert page.context["form"]["cadre"].value() == str(cadre.pk)


def test_only_cadres_whom_the_meeting_concerns_can_be_chosen(office, meeting, cadre, other_branch):
    make_cadre(meeting.branch, "K02", starts=None)
    stranger = make_cadre(other_branch, "K09")
    page = office.post(of_meeting("meeting-notes", meeting), note_data(stranger))
    assert list(page.context["form"].fields["cadre"].queryset) == [cadre]
    assert not MeetingNote.objects.exists()


@pytest.mark.parametrize(("days", "cancelled"), [(1, False), (0, True)])
def test_a_meeting_that_does_not_take_place_today_takes_no_notes(office, branch, cadre, days, cancelled):
    meeting = make_meeting(branch, branch.today() + timedelta(days=days), is_cancelled=cancelled)
    assert "Catatan baru" not in text_of(office.get(of_meeting("meeting-notes", meeting)))
    assert office.post(of_meeting("meeting-notes", meeting), note_data(cadre)).status_code == 200
    assert not MeetingNote.objects.exists()


# The branch's list


def listed(office, **asked):
    page = office.get(reverse("meetings:note-list"), asked)
    return [(row["text"], str(row["state"][0])) for row in page.context["rows"]]


def test_questions_wait_in_the_order_of_their_days_and_answered_ones_are_found_again(office, meeting, cadre, staff):
    make_note(meeting, cadre, "nanti", due_in=5)
    make_note(meeting, cadre, "hari ini", due_in=0)
    make_note(meeting, cadre, "lewat", due_in=-1)
    make_note(meeting, cadre, "bagus", kind="feedback", answer_due=None)
    actions.answer_note(note=make_note(meeting, cadre, "sudah"), answer="April.", by=staff)
    waiting = listed(office)
    assert [text for text, _state in waiting] == ["lewat", "hari ini", "nanti"]
    assert [state == "Terlambat dijawab" for _text, state in waiting] == [True, False, False]
    assert listed(office, show="answered") == [("sudah", "Dijawab")]
    assert listed(office, show="answered", q="april") == [("sudah", "Dijawab")]
    assert listed(office, show="feedback") == [("bagus", "Masukan")]
    assert listed(office, q="nanti") == [waiting[2]]
    assert listed(office, q=cadre.code) == waiting


def test_home_counts_what_the_list_shows(office, meeting, cadre):
    make_note(meeting, cadre), make_note(meeting, cadre)
    tiles = office.get(reverse("collections:branch-home")).context["tiles"]
    (tile,) = [tile for tile in tiles if tile["url"] == reverse("meetings:note-list")]
    assert (tile["value"], tile["kind"], len(listed(office))) == ("2", "warning", 2)


# Answers


def test_answer_then_correction(office, meeting, cadre):
    note = make_note(meeting, cadre)
    office.post(note.get_absolute_url(), {"answer": "April.", "known": ""})
    page = office.get(note.get_absolute_url())
    assert "Perbaiki jawaban" in text_of(page)
    known = page.context["form"]["known"].value()
    office.post(note.get_absolute_url(), {"answer": "Mei.", "known": known})
    note.refresh_from_db()
    assert note.answer == "Mei."


def test_two_who_answer_the_second_sees_the_first_and_keeps_the_own_words(office, meeting, cadre):
    note, colleague = make_note(meeting, cadre), make_user(meeting.branch)
    office.get(note.get_absolute_url())
    actions.answer_note(note=note, answer="April.", by=colleague)
    page = office.post(note.get_absolute_url(), {"answer": "Mei.", "known": ""})
    assert "sudah menjawab: «April.»" in text_of(page)
    form = page.context["form"]
    assert (form["answer"].value(), form["known"].value()) == ("Mei.", "April.")
    note.refresh_from_db()
    assert note.answer == "April."


def test_an_empty_answer_is_refused(office, meeting, cadre):
    note = make_note(meeting, cadre)
    assert office.post(note.get_absolute_url(), {"answer": " "}).context["form"].errors["answer"]


def test_an_unanswered_note_is_removed_an_answered_one_stays(office, meeting, cadre, staff):
    note, answered = make_note(meeting, cadre), make_note(meeting, cadre)
    actions.answer_note(note=answered, answer="April.", by=staff)
    office.post(of_meeting("note-remove", note))
    page = office.post(of_meeting("note-remove", answered), follow=True)
    assert "sudah dijawab tidak dapat dihapus" in text_of(page)
    assert MeetingNote.objects.get() == answered
