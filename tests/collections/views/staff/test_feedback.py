"""Pages of the queue: what is shown, what each button does, and who may."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kaderjkn.collections.feedback import handling
from kaderjkn.collections.models import FeedbackItem
from tests.collections import builders
from tests.factories import CadreFactory, UserFactory

LIST = "/umpan-balik/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.fixture
def item(cadre):
    return builders.make_feedback(cadre, note="Kata tetangga ke Bekasi", new_address="Jalan Kenanga 4")


def shown(office, query="") -> list[int]:
    return [row["pk"] for row in office.get(f"{LIST}{query}").context["rows"]]


# The list


def test_list_shows_what_is_not_answered_the_most_urgent_first(office, cadre, staff, branch):
    late, early, done = (builders.make_feedback(cadre) for _each in range(3))
    FeedbackItem.objects.filter(pk=early.pk).update(due_on=branch.today())
    handling.answer(item=done, result="corrected", answer="Sudah", by=staff)
    assert shown(office) == [early.pk, late.pk]
    assert shown(office, "?state=answered") == [done.pk]
    assert len(shown(office, "?state=all")) == 3


def test_list_is_narrowed_by_kind_owner_and_cadre(office, cadre, staff, branch):
    moved, dead = builders.make_feedback(cadre), builders.make_feedback(CadreFactory(branch=branch), "deceased")
    handling.take(item=dead, by=staff)
    assert shown(office, "?kind=moved") == [moved.pk]
    assert shown(office, f"?owner={staff.pk}") == [dead.pk]
    assert shown(office, "?owner=none") == [moved.pk]
    assert shown(office, f"?cadre={cadre.pk}") == [moved.pk]
    assert shown(office, "?state=taken") == [dead.pk]


def test_row_masks_the_family_and_says_who_brought_it_how_often(office, cadre, item, branch):
    colleague = CadreFactory(branch=branch)
    builders.make_feedback(colleague, household=item.household)
    [row] = office.get(LIST).context["rows"]
    assert (row["reports"], row["cadres"]) == (2, ", ".join(sorted([cadre.name, colleague.name])))
    assert item.household.key not in office.get(LIST).text


def test_overdue_item_says_so(office, item, branch):
    FeedbackItem.objects.update(due_on=branch.today() - timedelta(days=1))
    assert "Belum diambil, lewat tenggat" in office.get(LIST).text


def test_empty_queue_says_where_items_come_from(office):
    assert "Umpan balik masuk dari hasil kontak" in office.get(LIST).text


def test_ticked_items_are_given_to_an_officer_at_once(office, cadre, staff, branch):
    items = [builders.make_feedback(cadre) for _each in range(3)]
    handling.answer(item=items[2], result="corrected", answer="Sudah", by=staff)
    address = f"{LIST}bagi/?" + "&".join(f"item={item.pk}" for item in items)
    assert "2 umpan balik" in office.get(address).text
    to = UserFactory(role="staff", branch=branch)
    assert "2 umpan balik kini ditangani" in office.post(address, {"to": to.pk}, follow=True).text
    assert FeedbackItem.objects.filter(owner=to).count() == 2


def test_giving_without_ticking_says_what_to_do(office):
    assert "Belum ada yang dipilih" in office.get(f"{LIST}bagi/?item=x").text


def test_officers_of_another_branch_are_not_offered(office, item, other_branch):
    stranger = UserFactory(role="staff", branch=other_branch)
    answer = office.post(reverse("collections:feedback-give", args=[item.pk]), {"to": stranger.pk})
    assert "to" in answer.context["form"].errors


# An item


def test_item_shows_what_was_said_but_not_where_the_family_went(office, cadre, item):
    page = office.get(item.get_absolute_url()).text
    assert "Kunjungan: Pindah" in page
    assert "Kata tetangga ke Bekasi" in page
    assert cadre.name in page
    assert "Jalan Kenanga 4" not in page


def test_item_goes_from_hand_to_hand_and_keeps_its_story(office, staff, branch, item):
    page = item.get_absolute_url()
    assert "Anda tangani" in office.post(f"{page}ambil/", follow=True).text
    colleague = UserFactory(role="staff", branch=branch)
    office.post(f"{page}beri/", {"to": colleague.pk})
    day = branch.today() + timedelta(days=2)
    office.post(f"{page}tunggu/", {"waiting_for": "Dukcapil", "resume_on": day.isoformat()})
    assert "Dukcapil" in office.get(page).text
    office.post(f"{page}kembalikan/")
    assert "Jawaban tersimpan" in office.post(page, {"result": "corrected", "answer": "Diganti"}, follow=True).text
    assert "ditarik" in office.post(f"{page}buka/", follow=True).text
    titles = [step["title"] for step in office.get(page).context["history"]]
    assert titles == [
        "Jawaban ditarik",
        "Dijawab: Data diperbaiki",
        "Dikembalikan ke antrean",
        f"Menunggu Dukcapil sampai {day.day} {titles[3].split(' ', 4)[4]}",
        f"Ditangani {colleague}",
        f"Ditangani {staff}",
    ]


def test_what_somebody_else_has_is_not_taken(office, branch, item):
    handling.take(item=item, by=UserFactory(role="staff", branch=branch, name="Bu Rina"))
    assert "sudah diambil Bu Rina" in office.post(f"{item.get_absolute_url()}ambil/", follow=True).text


def test_answer_pressed_twice_is_given_once(office, item):
    page = item.get_absolute_url()
    office.post(page, {"result": "corrected", "answer": "Diganti"})
    assert "sudah dijawab" in office.post(page, {"result": "explained", "answer": "Lain"}).text
    item.refresh_from_db()
    assert item.answer == "Diganti"


@pytest.mark.parametrize("fields", [{}, {"result": "corrected"}, {"answer": "Diganti"}])
def test_half_an_answer_shows_what_is_missing(office, item, fields):
    assert office.post(item.get_absolute_url(), fields).context["form"].errors


def test_waiting_until_yesterday_is_refused_in_words(office, item, branch):
    fields = {"waiting_for": "Dukcapil", "resume_on": (branch.today() - timedelta(days=1)).isoformat()}
    assert "sesudah hari ini" in office.post(f"{item.get_absolute_url()}tunggu/", fields).text


def test_complaint_is_shown_in_its_own_words(office, cadre):
    complaint = builders.make_complaint(cadre)
    page = office.get(complaint.source.item.get_absolute_url()).text
    assert "Antre tiga jam" in page
    assert "Rujukan atau antrean" in page


# Told to the office


def test_office_notes_something_on_the_households_page(office, cadre, item):
    household = reverse("collections:household-detail", args=[item.household_id])
    note = reverse("collections:feedback-note", args=[item.household_id])
    assert note in office.get(household).text
    said = {"kind": "moved", "note": "Kata ketua RT", "cadre": cadre.pk}
    assert "sudah ada dalam antrean" in office.post(note, said, follow=True).text
    assert "Kata ketua RT" in office.get(item.get_absolute_url()).text
    assert "masuk antrean" in office.post(note, said | {"kind": "pbi"}, follow=True).text


def test_household_says_what_waits_about_it_and_then_what_was_answered(office, staff, item):
    page = reverse("collections:household-detail", args=[item.household_id])
    assert item.get_absolute_url() in office.get(page).text
    handling.answer(item=item, result="corrected", answer="Alamat diganti", by=staff)
    text = office.get(page).text
    assert item.get_absolute_url() not in text
    assert "Umpan balik dijawab: Pindah" in text


def test_item_of_another_branch_is_not_found(office, other_branch):
    item = builders.make_feedback(CadreFactory(branch=other_branch))
    assert office.get(item.get_absolute_url()).status_code == 404
    assert office.post(f"{item.get_absolute_url()}ambil/").status_code == 404


def test_cadre_does_not_open_the_queue(client_of, cadre, item):
    assert client_of(cadre.user).get(LIST).status_code == 403
