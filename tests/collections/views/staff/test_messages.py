"""Prepared messages at the office: read, reworded with a preview, and put back."""

import pytest
from django.urls import reverse

from kaderjkn.collections.messages.texts import DEFAULTS, templates_of
from kaderjkn.collections.models import MessageTemplate

LIST = "/pesan/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def page(kind):
    return reverse("collections:message-edit", args=[kind])


def test_list_says_which_words_are_the_branchs(office, branch, staff):
    MessageTemplate.objects.create(branch=branch, kind="thanks", text="Terima kasih {keluarga}", changed_by=staff)
    rows = {row["url"]: row["state"][0] for row in office.get(LIST).context["rows"]}
    assert (rows[page("thanks")], rows[page("greeting")]) == ("Milik cabang", "Bawaan")


def test_message_is_reworded_and_the_phone_gets_the_new_words(office, branch):
    assert office.post(page("thanks"), {"text": "Terima kasih {keluarga}"})["Location"] == LIST
    assert templates_of(branch)[-1]["text"] == "Terima kasih {keluarga}"


def test_preview_fills_in_a_sample_and_saves_nothing(office):
    answer = office.post(page("reminder"), {"text": "Halo {keluarga}: {jumlah}", "preview": "1"})
    assert answer.context["preview"] == "Halo Siti Aminah: Rp 840.000"
    assert "Belum disimpan" in answer.text
    assert not MessageTemplate.objects.exists()


def test_page_opens_with_the_text_and_its_preview(office, branch):
    answer = office.get(page("greeting"))
    assert answer.context["form"].initial["text"] == DEFAULTS["greeting"]
    assert branch.name in answer.context["preview"]
    assert "{" not in answer.context["preview"]


@pytest.mark.parametrize("pressed", [{}, {"preview": "1"}])
def test_arrears_in_the_greeting_are_refused_and_the_text_stays(office, pressed):
    answer = office.post(page("greeting"), {"text": "Tunggakan Anda {jumlah}"} | pressed)
    assert "Salam tidak boleh memuat {jumlah}" in answer.text
    assert "Tunggakan Anda {jumlah}" in answer.text
    assert not MessageTemplate.objects.exists()


def test_words_of_the_program_come_back(office, branch, staff):
    MessageTemplate.objects.create(branch=branch, kind="thanks", text="Terima kasih", changed_by=staff)
    assert "Kembalikan ke bawaan" in office.get(page("thanks")).text
    assert office.post(reverse("collections:message-reset", args=["thanks"]))["Location"] == LIST
    assert not MessageTemplate.objects.exists()


def test_words_of_another_branch_are_neither_shown_nor_reset(office, other_branch):
    MessageTemplate.objects.create(branch=other_branch, kind="thanks", text="Dari Barat")
    assert "Dari Barat" not in office.get(page("thanks")).text
    office.post(reverse("collections:message-reset", args=["thanks"]))
    assert MessageTemplate.objects.get().branch == other_branch


def test_unknown_kind_is_not_found(office):
    assert office.get("/pesan/surat/").status_code == 404
    assert office.post("/pesan/surat/bawaan/").status_code == 404


def test_reset_is_a_button_only(office):
    assert office.get(reverse("collections:message-reset", args=["thanks"])).status_code == 405


def test_cadre_does_not_word_messages(client_of, cadre):
    assert client_of(cadre.user).get(LIST).status_code == 403


def test_list_asks_the_database_as_often_for_three_own_messages_as_for_one(
    office, branch, staff, django_assert_num_queries, django_assert_max_num_queries
):
    MessageTemplate.objects.create(branch=branch, kind="thanks", text="Satu", changed_by=staff)
    with django_assert_max_num_queries(100) as one:
        office.get(LIST)
    for kind in ("rehab", "promise"):
        MessageTemplate.objects.create(branch=branch, kind=kind, text="Dua", changed_by=staff)
    with django_assert_num_queries(len(one)):
        office.get(LIST)
