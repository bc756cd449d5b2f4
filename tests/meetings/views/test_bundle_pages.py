"""Staff pages of hand-overs: choosing, both ways of confirming, the bundles that wait, and one bundle."""

import pytest
from django.urls import reverse

from kaderjkn.common.models import AccessLog
from meetings import actions
from meetings.models import Envelope, EnvelopeBundle
from tests.meetings.builders import SIGNATURE, make_cadre, make_case, make_envelope, make_group, make_meeting, make_user


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


def text_of(page):
    return " ".join(page.content.decode().split())


def printed(branch, cadre, count=1):
    return [make_envelope(make_case(branch, cadre)) for _each in range(count)]


def address_of(cadre):
    return reverse("meetings:hand-over", args=[cadre.pk])


def chosen(*envelopes, **more):
    return {"envelopes": [row.pk for row in envelopes], "confirmed": "True", **more}


def offer(branch, cadre, staff, count=1):
    return actions.offer_bundle(envelopes=printed(branch, cadre, count), cadre=cadre, by=staff).bundle


def test_hand_over_chooses_and_asks_in_numbers(office, branch, cadre):
    first, second = printed(branch, cadre, 2)
    make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=15)
    meeting = make_meeting(branch)
    page = office.get(address_of(cadre), {"meeting": meeting.pk})
    assert set(page.context["form"]["envelopes"].value()) == {first.pk, second.pk}
    page = office.post(address_of(cadre), {"envelopes": [first.pk, second.pk], "meeting": meeting.pk})
    assert [count for count, _words in page.context["consequences"]] == [2, 1]
    for name, value in (("envelopes", first.pk), ("meeting", meeting.pk), ("confirmed", True)):
        assert f'<input type="hidden" name="{name}" value="{value}"' in text_of(page)
    assert not EnvelopeBundle.objects.filter(state="offered").exists()


def test_hand_over_offers_the_meetings_that_concern_the_cadre(office, branch, cadre):
    other = make_cadre(branch, "K02")
    mine, theirs = make_group(branch, cadre, name="Utara"), make_group(branch, other, name="Selatan")
    of_mine, of_all = make_meeting(branch, group=mine), make_meeting(branch)
    make_meeting(branch, group=theirs)
    page = office.get(address_of(cadre))
    assert set(page.context["form"].fields["meeting"].queryset) == {of_mine, of_all}


def test_an_offer_waits_for_the_cadre_and_moves_nothing(office, branch, cadre):
    (envelope,), meeting = printed(branch, cadre), make_meeting(branch)
    data = chosen(envelope, meeting=meeting.pk, way="offer")
    page = office.post(address_of(cadre), data, follow=True)
    bundle = EnvelopeBundle.objects.get()
    assert page.redirect_chain[-1][0] == bundle.get_absolute_url()
    assert "Menunggu konfirmasi kader" in text_of(page)
    assert (bundle.state, bundle.meeting) == ("offered", meeting)
    assert Envelope.objects.get().state == "printed"


def test_a_signature_hands_over_at_once(office, branch, cadre):
    envelopes = printed(branch, cadre, 2)
    make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=15)
    page = office.post(address_of(cadre), chosen(*envelopes, way="sign", signature=SIGNATURE), follow=True)
    assert "2 amplop diserahkan." in text_of(page)
    assert "tertua 15 hari" in text_of(page)
    assert EnvelopeBundle.objects.get(means="signature").items.filter(is_received=True).count() == 2


@pytest.mark.parametrize("signature", ["", "M1 1", "<script>", "M10 40 L25 12; DROP", "M10 40 " * 4000])
def test_without_a_proper_signature_the_choice_stays_on_the_page(office, branch, cadre, signature):
    (envelope,) = printed(branch, cadre)
    page = office.post(address_of(cadre), chosen(envelope, way="sign", signature=signature))
    assert "Minta kader menandatangani" in text_of(page)
    assert f'name="envelopes" value="{envelope.pk}"' in text_of(page)
    assert Envelope.objects.get().state == "printed"


def test_a_cadre_without_an_account_can_only_sign(office, branch):
    cadre = make_cadre(branch, "K09")
    (envelope,) = printed(branch, cadre)
    page = text_of(office.post(address_of(cadre), {"envelopes": [envelope.pk]}))
    assert "belum punya akun" in page
    assert "Minta konfirmasi di ponsel kader" not in page


def test_a_choice_that_went_stale_is_chosen_anew(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    page = office.post(address_of(cadre), chosen(envelope, way="offer"), follow=True)
    assert "Pilihan sudah berubah" in text_of(page)


def test_a_make_up_needs_its_meeting(office, branch, cadre):
    (envelope,) = printed(branch, cadre)
    page = office.post(address_of(cadre), chosen(envelope, is_make_up="on", way="sign", signature=SIGNATURE))
    assert "Pilih pertemuan yang disusul." in text_of(page)
    assert SIGNATURE in text_of(page)
    assert Envelope.objects.printed().exists()


def test_the_list_shows_what_waits_and_what_is_over(office, branch, cadre, staff):
    waiting, withdrawn = offer(branch, cadre, staff, 2), offer(branch, cadre, staff)
    actions.withdraw_bundle(bundle=withdrawn, by=staff)
    page = office.get(reverse("meetings:bundle-list"))
    assert [(row["url"], row["envelopes"]) for row in page.context["waiting"]] == [(waiting.get_absolute_url(), 2)]
    assert [row["url"] for row in page.context["rows"]] == [withdrawn.get_absolute_url()]


def test_a_waiting_bundle_is_withdrawn_with_a_button(office, branch, cadre, staff):
    bundle = offer(branch, cadre, staff, 2)
    page = office.post(reverse("meetings:bundle-withdraw", args=[bundle.pk]), follow=True)
    assert "2 amplop tetap di kantor" in text_of(page)
    assert EnvelopeBundle.objects.get().state == "withdrawn"


def test_a_confirmed_bundle_is_not_withdrawn(office, branch, cadre, staff):
    bundle = offer(branch, cadre, staff)
    actions.confirm_bundle(bundle=bundle, by=cadre.user)
    page = office.post(reverse("meetings:bundle-withdraw", args=[bundle.pk]), follow=True)
    assert "Kader sudah menerima bundel ini" in text_of(page)


def test_a_waiting_bundle_is_signed_for_instead(office, branch, cadre, staff):
    bundle = offer(branch, cadre, staff)
    address = reverse("meetings:bundle-sign", args=[bundle.pk])
    assert "Minta kader menandatangani" in text_of(office.post(address, {"signature": ""}))
    office.post(address, {"signature": SIGNATURE})
    bundle.refresh_from_db()
    assert bundle.state == "withdrawn"
    assert EnvelopeBundle.objects.get(state="confirmed").means == "signature"
    assert "tidak lagi menunggu" in text_of(office.post(address, {"signature": SIGNATURE}))


def test_a_bundle_says_what_the_cadre_did_not_get(office, branch, cadre, staff):
    bundle = offer(branch, cadre, staff, 2)
    missing, _got = bundle.items.all()
    actions.confirm_bundle(bundle=bundle, missing=[missing.envelope_id], by=cadre.user)
    page = office.get(bundle.get_absolute_url())
    assert [row["state"][0] for row in page.context["rows"]] == ["Tidak diterima, tetap di kantor", "Diterima kader"]
    assert "Ponsel kader" in text_of(page)
    assert str(cadre.user) in text_of(page)


def test_the_signature_is_shown_to_the_office_and_each_opening_is_logged(office, branch, cadre, staff):
    done = actions.hand_over(envelopes=printed(branch, cadre), cadre=cadre, signature=SIGNATURE, by=staff)
    for opened in (1, 2):
        assert f'd="{SIGNATURE}"' in text_of(office.get(done.bundle.get_absolute_url()))
        log = AccessLog.objects.filter(act="show", subject_kind="cadre", subject_id=cadre.pk, by=staff)
        assert log.count() == opened


def test_another_branch_sees_no_signature_and_logs_nothing(client, branch, other_branch, cadre, staff):
    done = actions.hand_over(envelopes=printed(branch, cadre), cadre=cadre, signature=SIGNATURE, by=staff)
    client.force_login(make_user(other_branch))
    assert client.get(done.bundle.get_absolute_url()).status_code == 404
    assert not AccessLog.objects.exists()


def test_a_page_that_waits_is_only_drawn_anew_once_the_cadre_has_answered(office, branch, cadre, staff):
    bundle = offer(branch, cadre, staff)
    asks = {"HX-Request": "true"}
    assert office.get(bundle.get_absolute_url(), headers=asks).status_code == 204
    actions.confirm_bundle(bundle=bundle, by=cadre.user)
    assert "Diterima kader" in text_of(office.get(bundle.get_absolute_url(), headers=asks))
