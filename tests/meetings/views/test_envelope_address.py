"""What the address of an envelope's QR code tells whom."""

import pytest
from django.conf import settings

from cadres.models import Cadre
from cadres.photos import set_photo
from kaderjkn.common.enums import Role
from kaderjkn.common.formatting import long_date
from meetings.addresses import envelope_address
from meetings.models import Envelope
from tests.cadres.pictures import picture
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_regional, make_user

pytestmark = pytest.mark.usefixtures("fresh_cache")


@pytest.fixture
def envelope(branch, cadre):
    return make_envelope(make_case(branch, cadre))


def address_of(envelope):
    return envelope_address(envelope.branch.code, envelope.number).removeprefix(settings.SITE_URL)


def text_of(page):
    return " ".join(page.content.decode().split())


def test_anybody_learns_that_it_is_genuine_who_brings_it_and_that_no_money_is_taken(client, branch, cadre, envelope):
    page = client.get(address_of(envelope))
    for words in (
        "Surat ini asli", f"Kantor Cabang {branch.name}", long_date(branch.today()), envelope.number, cadre.name,
        cadre.code, "Kader tidak menerima uang.", "Minimarket", "Care Center 165",
    ):  # fmt: skip
        assert words in text_of(page)
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")


@pytest.mark.parametrize("state", ["printed", "handed_over", "delivered", "returned", "lost"])
def test_nothing_of_the_family_is_told(client, branch, cadre, state):
    envelope = make_envelope(make_case(branch, cadre, target=1_234_567, months=17), cadre, state)
    case = envelope.case
    page = text_of(client.get(address_of(envelope)))
    family = case.household.listings.get()
    for secret in (
        family.head_name, family.address, case.key, case.key[-4:], case.head_card, case.area.name, "1.234.567",
        "17 bulan", "RT 003",
    ):  # fmt: skip
        assert secret not in page


def test_the_photo_is_shown_only_if_the_cadre_allows_it(client, cadre, envelope, staff):
    for allowed in (False, True):
        set_photo(cadre=Cadre.objects.get(pk=cadre.pk), content=picture(), is_public=allowed, by=staff)
        assert ("data:image/jpeg" in text_of(client.get(address_of(envelope)))) is allowed


def test_a_cadre_whose_agreement_is_over_is_named_no_more(client, branch, cadre, envelope):
    cadre.agreements.all().delete()
    page = text_of(client.get(address_of(envelope)))
    assert cadre.name not in page
    assert "tidak ada kader yang ditugaskan" in page


def test_a_lost_letter_asks_whoever_finds_it(client, branch, cadre):
    lost = make_envelope(make_case(branch, cadre), cadre, "lost")
    assert "Surat ini dilaporkan hilang" in text_of(client.get(address_of(lost)))


def test_a_wrong_code_is_not_found_and_told_what_to_do(client, envelope):
    address = address_of(envelope)
    for wrong in (address[:-3] + "xx/", address.replace(envelope.number, "0905-2611-999999")):
        page = client.get(wrong)
        assert page.status_code == 404
        assert "Jangan membayar apa pun" in text_of(page)
        assert envelope.branch.name not in text_of(page)


def test_a_code_of_an_envelope_that_was_never_printed_is_not_found(client, envelope):
    assert client.get(address_of(Envelope(branch=envelope.branch, number="0905-2611-999999"))).status_code == 404


def test_the_office_goes_on_to_its_own_page(client, branch, envelope):
    for role in (Role.STAFF, Role.SUPERVISOR):
        client.force_login(make_user(branch, role))
        assert client.get(address_of(envelope)).url == envelope.get_absolute_url()


def test_a_cadre_of_the_branch_goes_on_to_the_phone_app(client, branch, cadre, envelope):
    other = make_cadre(branch, "K02", user=make_user(branch, Role.CADRE))
    for user in (cadre.user, other.user):
        client.force_login(user)
        assert client.get(address_of(envelope)).url == f"/hari-ini/#/amplop/nomor/{envelope.number}"


def test_everybody_else_sees_the_public_page(client, other_branch, envelope):
    stranger = make_cadre(other_branch, user=make_user(other_branch, Role.CADRE))
    for user in (make_user(other_branch), make_regional(), make_user(None, Role.ADMIN), stranger.user):
        client.force_login(user)
        assert "Surat ini asli" in text_of(client.get(address_of(envelope)))


def test_a_wrong_code_tells_the_office_nothing_either(client, branch, envelope):
    client.force_login(make_user(branch))
    assert client.get(address_of(envelope)[:-3] + "xx/").status_code == 404


def test_guessing_is_slowed_down_but_a_meeting_that_scans_is_not(client, branch, envelope):
    for _each in range(30):
        assert client.get(address_of(envelope)).status_code == 200
    assert client.get(address_of(envelope)).status_code == 429
    client.force_login(make_user(branch))
    assert client.get(address_of(envelope)).status_code == 302
