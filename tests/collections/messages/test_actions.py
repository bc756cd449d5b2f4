"""Prepared messages: the branch's words over the program's, and never arrears in the greeting."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kaderjkn.collections.messages.actions import reset_message, save_message
from kaderjkn.collections.messages.enums import OFFICE_KINDS, PLACES, PLACES_OF, MessageKind
from kaderjkn.collections.messages.errors import MessageRefused
from kaderjkn.collections.messages.texts import DEFAULTS, fill, templates_of
from kaderjkn.collections.messages.validators import LONGEST, check_text
from kaderjkn.collections.models import MessageTemplate

CADRES = [kind for kind in MessageKind if kind not in OFFICE_KINDS]


def save(branch, staff, text, kind="reminder"):
    return save_message(branch=branch, kind=kind, text=text, by=staff)


@pytest.mark.parametrize("kind", CADRES)
def test_text_that_the_program_brings_may_be_saved_and_says_that_cadres_take_no_money(kind):
    check_text(kind, DEFAULTS[kind])
    for words in ("{kader}", "{cabang}", "BPJS Kesehatan", "Care Center 165", "Kader tidak menerima uang."):
        assert words in DEFAULTS[kind]


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_what_the_office_sends_says_how_to_stop_it_and_names_no_cadre(kind):
    check_text(kind, DEFAULTS[kind])
    for words in ("{cabang}", "BPJS Kesehatan", "Care Center 165", "tidak menerima uang", "Balas STOP"):
        assert words in DEFAULTS[kind]
    assert "{kader}" not in DEFAULTS[kind]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("office_hi", "Halo {keluarga}", "cara berhenti"),
        ("office_hi", "Tunggakan {jumlah}. Balas STOP.", "nomor penerima mungkin milik orang lain"),
        ("office_due", "Saya {kader}. Balas STOP.", "pengirimnya kantor cabang"),
    ],
)
def test_message_of_the_office_is_refused_where_it_tells_too_much_or_not_how_to_stop(branch, staff, kind, text, words):
    with pytest.raises(MessageRefused, match=words):
        save(branch, staff, text, kind)


def test_database_refuses_the_same(branch):
    with pytest.raises(IntegrityError, match="tells_how_to_stop"), transaction.atomic():
        MessageTemplate.objects.create(branch=branch, kind="office_hi", text="Halo")
    with pytest.raises(IntegrityError, match="without_arrears"), transaction.atomic():
        MessageTemplate.objects.create(branch=branch, kind="office_hi", text="{jumlah} STOP")


def test_branch_uses_its_own_words_and_the_others_keep_theirs(branch, other_branch, staff):
    save(branch, staff, "Halo {keluarga}\r\ndari {kader}")
    assert [one["text"] for one in templates_of(branch) if one["kind"] == "reminder"] == [
        "Halo {keluarga}\ndari {kader}"
    ]
    assert [one["text"] for one in templates_of(other_branch)] == [DEFAULTS[kind] for kind in CADRES]


def test_only_the_greeting_goes_to_numbers_that_nobody_confirmed(branch):
    needs = {one["kind"]: one["needs_confirmed_number"] for one in templates_of(branch)}
    assert needs == {kind.value: kind != "greeting" for kind in CADRES}


def test_saved_twice_is_one_row_and_the_newer_words(branch, staff, supervisor):
    save(branch, staff, "Satu")
    save(branch, supervisor, "Dua")
    message = MessageTemplate.objects.get()
    assert (message.text, message.changed_by) == ("Dua", supervisor)


def test_reset_brings_the_programs_words_back_once(branch, staff):
    save(branch, staff, "Halo")
    assert reset_message(branch=branch, kind="reminder", by=staff)
    assert not reset_message(branch=branch, kind="reminder", by=staff)
    assert not MessageTemplate.objects.exists()


def test_programs_own_words_are_not_kept_as_the_branchs(branch, staff):
    save(branch, staff, "Halo")
    assert save(branch, staff, DEFAULTS["reminder"]) is None
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("reminder", " ", "Tulis isi pesan"),
        ("reminder", "x" * (LONGEST + 1), "terlalu panjang"),
        ("reminder", "Halo {nama}", r"Isian \{nama\} tidak dikenal"),
        ("reminder", "Halo {kader.user}", "tidak dikenal"),
        ("reminder", "Halo {keluarga", "Kurung kurawal"),
        ("reminder", "Halo {{keluarga}}", "Kurung kurawal"),
        ("reminder", "Janji {janji_tanggal}", r"\{janji_tanggal\} hanya untuk pengingat janji"),
        ("greeting", "Tunggakan {jumlah}, {va}", r"Salam tidak boleh memuat \{jumlah\}, \{va\}"),
        ("letter", "Halo", "Pilih jenis"),
    ],
)
def test_text_that_cannot_be_filled_or_tells_too_much_is_refused(branch, staff, kind, text, words):
    with pytest.raises(MessageRefused, match=words):
        save(branch, staff, text, kind)
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize("place", [place for place in PLACES if place not in PLACES_OF["greeting"]])
def test_greeting_names_nothing_of_the_arrears(branch, place):
    message = MessageTemplate(branch=branch, kind="greeting", text=f"Halo {{{place}}}")
    with pytest.raises(ValidationError, match="Salam tidak boleh"):
        message.clean()
    with pytest.raises(IntegrityError, match="message_greeting_without_arrears"), transaction.atomic():
        message.save()


def test_database_refuses_an_empty_text_and_a_second_row_of_a_kind(branch, staff):
    save(branch, staff, "Halo")
    with pytest.raises(IntegrityError, match="message_has_text"), transaction.atomic():
        MessageTemplate.objects.create(branch=branch, kind="thanks", text="")
    with pytest.raises(IntegrityError, match="message_once_per_kind"), transaction.atomic():
        MessageTemplate.objects.create(branch=branch, kind="reminder", text="Lagi")


def test_filling_leaves_what_has_no_value_as_it_is_written():
    assert fill("{keluarga}, {va} {kader}", {"keluarga": "{va}", "kader": "Sari"}) == "{va}, {va} Sari"
