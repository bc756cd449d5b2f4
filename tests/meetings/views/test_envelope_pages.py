"""Staff pages of envelopes: list and search, the custody chain, the acts that end or mend it."""

import pytest
from django.urls import reverse

from meetings import actions
from meetings.addresses import envelope_address
from meetings.models import Envelope
from tests.meetings.builders import SIGNATURE, make_cadre, make_case, make_envelope


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


def text_of(page):
    return " ".join(page.content.decode().split())


def numbers_of(page):
    return [row["number"] for row in page.context["rows"]]


def test_list_filters_by_state_cadre_and_number(office, branch, cadre):
    other = make_cadre(branch, "K02")
    waiting = make_envelope(make_case(branch, cadre))
    brought = make_envelope(make_case(branch, other), other, "delivered")
    address = reverse("meetings:envelope-list")
    assert numbers_of(office.get(address)) == [brought.number, waiting.number]
    assert numbers_of(office.get(address, {"state": "delivered"})) == [brought.number]
    assert numbers_of(office.get(address, {"cadre": cadre.pk})) == [waiting.number]
    assert "Tidak ada amplop yang cocok" in text_of(office.get(address, {"q": "tidak ada"}))


def test_list_masks_the_household(office, branch, cadre):
    case = make_envelope(make_case(branch, cadre)).case
    page = text_of(office.get(reverse("meetings:envelope-list")))
    assert case.key not in page
    assert f"************{case.key[-4:]}" in page


def test_detail_shows_the_chain(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "returned")
    page = text_of(office.get(envelope.get_absolute_url()))
    assert "hilang di jalan" in page
    assert page.index("Dikembalikan") < page.index("Dicetak")


def test_delivered_returned_and_lost(office, branch, cadre):
    envelopes = [make_envelope(make_case(branch, cadre), cadre, "handed_over") for _each in range(3)]
    for envelope, outcome in zip(envelopes, ("delivered", "returned", "lost"), strict=True):
        address = reverse(f"meetings:envelope-{outcome}", args=[envelope.pk])
        assert office.post(address, {"reason": "rumah kosong"}).url == envelope.get_absolute_url()
        envelope.refresh_from_db()
        assert envelope.state == outcome


def test_returned_without_a_reason_stays_on_the_page(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    page = office.post(reverse("meetings:envelope-returned", args=[envelope.pk]), {"reason": " "})
    assert page.context["form"].errors["reason"]
    assert Envelope.objects.get().state == "handed_over"


def test_a_second_end_is_refused_with_a_sentence(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "delivered")
    page = office.post(reverse("meetings:envelope-lost", args=[envelope.pk]), {"reason": "hilang"})
    assert "tercatat: Sampai di keluarga" in text_of(page)


def test_a_search_that_finds_one_envelope_opens_it(office, branch, cadre):
    first, _second = (make_envelope(make_case(branch, cadre)) for _each in range(2))
    address = reverse("meetings:envelope-list")
    for words in (first.number, first.number.replace("-", ""), first.number[-7:], f" {first.number} "):
        assert office.get(address, {"q": words}).url == first.get_absolute_url()
    assert office.get(address, {"q": envelope_address("0905", first.number)}).url == first.get_absolute_url()


def test_a_search_without_a_digit_finds_nothing(office, branch, cadre):
    make_envelope(make_case(branch, cadre))
    assert numbers_of(office.get(reverse("meetings:envelope-list"), {"q": "%"})) == []


def test_detail_says_where_who_and_in_which_bundle(office, branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre))
    done = actions.hand_over(envelopes=[envelope], cadre=cadre, signature=SIGNATURE, by=staff)
    page = text_of(office.get(envelope.get_absolute_url()))
    assert done.bundle.get_absolute_url() in page
    assert "Kantor cabang" in page
    assert str(staff) in page


def test_detail_names_the_bundle_that_waits(office, branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre))
    bundle = actions.offer_bundle(envelopes=[envelope], cadre=cadre, by=staff).bundle
    page = text_of(office.get(envelope.get_absolute_url()))
    assert bundle.get_absolute_url() in page
    assert "Serahkan ke kader" not in page


def test_what_the_cadre_has_is_taken_in_with_a_reason(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    address = reverse("meetings:envelope-taken-in", args=[envelope.pk])
    assert office.post(address, {"reason": ""}).context["form"].errors["reason"]
    office.post(address, {"reason": "rumah kosong"})
    assert states_of(envelope) == ["printed", "handed_over", "returned", "taken_in"]


def test_what_the_cadre_returned_is_taken_in_without_another_reason(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "returned")
    assert "Belum sampai di kantor" in text_of(office.get(envelope.get_absolute_url()))
    office.post(reverse("meetings:envelope-taken-in", args=[envelope.pk]))
    assert states_of(envelope)[-1] == "taken_in"
    page = text_of(office.get(envelope.get_absolute_url()))
    assert "Diterima kembali di kantor" in page
    assert "Belum sampai di kantor" not in page


def test_taking_in_twice_is_one_step(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "returned")
    for _each in range(2):
        office.post(reverse("meetings:envelope-taken-in", args=[envelope.pk]))
    assert states_of(envelope).count("taken_in") == 1


def test_a_mistaken_end_is_struck_out_and_stays_visible(office, branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre), cadre, "lost")
    address = reverse("meetings:envelope-undo", args=[envelope.pk])
    assert str(cadre) in text_of(office.get(address))
    office.post(address)
    envelope.refresh_from_db()
    assert envelope.state == "handed_over"
    page = text_of(office.get(envelope.get_absolute_url()))
    assert f'<s>Hilang</s> <span class="muted">Dicoret oleh {staff}</span>' in page


def test_a_printed_envelope_has_no_end_to_strike_out(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre))
    page = office.post(reverse("meetings:envelope-undo", args=[envelope.pk]))
    assert "tercatat: Dicetak" in text_of(page)


def states_of(envelope):
    return list(envelope.steps.order_by("at", "pk").values_list("state", flat=True))
