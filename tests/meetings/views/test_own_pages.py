"""The cadre's pages: only what is in the own hands, with the two things that can become of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kaderjkn.common.enums import Role
from meetings.models import EnvelopeStep
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_meeting, make_user


@pytest.fixture
def phone(client, cadre):
    client.force_login(cadre.user)
    return client


@pytest.fixture
def envelope(branch, cadre):
    return make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=4)


def text_of(page):
    return " ".join(page.content.decode().split())


def test_own_meetings_shows_next_meeting_and_envelopes_in_hand(phone, branch, cadre, envelope):
    make_envelope(make_case(branch, cadre), cadre, "delivered"), make_envelope(make_case(branch, cadre))
    make_meeting(branch, branch.today() + timedelta(days=1), is_cancelled=True)
    following = make_meeting(branch, branch.today() + timedelta(days=2), place="Aula")
    page = phone.get(reverse("meetings:own-meetings"))
    assert page.context["following"] == following
    assert [item["envelope"] for item in page.context["items"]] == [envelope]
    assert "RT 003 RW 05" in text_of(page)
    assert "4 hari" in text_of(page)
    assert "Siti Aminah" not in text_of(page)


def test_own_envelope_delivered(phone, cadre, envelope):
    assert "Sudah sampai di keluarga" in text_of(phone.get(reverse("meetings:own-envelope", args=[envelope.pk])))
    address = reverse("meetings:own-envelope-delivered", args=[envelope.pk])
    assert phone.post(address).url == reverse("meetings:own-meetings")
    assert EnvelopeStep.objects.get(state="delivered").by == cadre.user
    assert phone.post(address).status_code == 404


def test_own_envelope_returned_with_a_reason(phone, envelope):
    address = reverse("meetings:own-envelope-returned", args=[envelope.pk])
    assert phone.post(address, {"reason": ""}).context["form"].errors
    phone.post(address, {"reason": "keluarga pindah"})
    assert EnvelopeStep.objects.get(state="returned").reason == "keluarga pindah"


@pytest.mark.parametrize("name", ["own-envelope", "own-envelope-delivered", "own-envelope-returned"])
def test_the_envelope_of_another_cadre_is_not_found(client, branch, envelope, name):
    colleague = make_cadre(branch, "K02", user=make_user(branch, Role.CADRE))
    client.force_login(colleague.user)
    address = reverse(f"meetings:{name}", args=[envelope.pk])
    assert client.post(address, {"reason": "x"}).status_code in {404, 405}
    envelope.refresh_from_db()
    assert envelope.state == "handed_over"
