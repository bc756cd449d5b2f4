"""Staff pages of envelopes: list, chain, bundle, letters, hand-over."""

import pytest
from django.urls import reverse

from arrears.models import Hold, Payment, WriteOff
from kaderjkn.common.models import AccessLog, ImportRun
from kaderjkn.common.months import first_day
from meetings.models import Envelope
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_meeting


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
    assert numbers_of(office.get(address, {"q": waiting.number[-6:]})) == [waiting.number]
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


def choice(cadre, limit=100):
    return f"?cadre={cadre.pk}&month={first_day(cadre.branch.today())}&limit={limit}"


def test_bundle_asks_in_numbers_then_prints(office, branch, cadre):
    for _each in range(3):
        make_case(branch, cadre)
    address = reverse("meetings:bundle-print") + choice(cadre, limit=2)
    page = office.get(address)
    assert [count for count, _words in page.context["ask"]["consequences"]] == [2, 1]
    assert not Envelope.objects.exists()
    assert office.post(address).url == reverse("meetings:cadre-letters", args=[cadre.pk])
    assert Envelope.objects.count() == 2


def test_bundle_leaves_out_who_needs_no_letter(office, branch, cadre, staff):
    today = branch.today()
    held, paid, forgiven, part_paid = (make_case(branch, cadre) for _each in range(4))
    make_case(branch, cadre, left_list=True), make_case(branch, make_cadre(branch, "K02"))
    Hold.objects.create(branch=branch, household=held.household, reason="deceased", starts_on=today)
    WriteOff.objects.create(branch=branch, household=forgiven.household, reason="program", on=today)
    pay(paid, 300_000), pay(part_paid, 299_999)
    page = office.get(reverse("meetings:bundle-print") + choice(cadre))
    assert [count for count, _words in page.context["ask"]["consequences"]] == [1, 4]
    office.post(reverse("meetings:bundle-print") + choice(cadre))
    assert [envelope.case for envelope in Envelope.objects.all()] == [part_paid]


def pay(case, amount):
    run = ImportRun.objects.create(branch=case.branch, kind="payments", file_name="b.csv")
    Payment.objects.create(
        branch=case.branch,
        run=run,
        line=1,
        source="BANK",
        reference=str(case.pk),
        amount=amount,
        paid_on=case.month,
        household=case.household,
        listed_month=case.month,
        matched_by="rule",
        imported_at=run.created_at,
    )


def test_bundle_of_another_branchs_cadre_is_no_choice(office, branch, other_branch):
    stranger = make_cadre(other_branch)
    make_case(other_branch, stranger)
    page = office.post(reverse("meetings:bundle-print") + choice(stranger))
    assert page.context["form"].errors["cadre"]
    assert not Envelope.objects.exists()


def test_letters_carry_address_amount_and_account_and_are_logged(office, branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre, target=1_950_000))
    case = envelope.case
    page = text_of(office.get(reverse("meetings:cadre-letters", args=[cadre.pk])))
    account = "88888" + case.head_card[-11:]
    grouped = " ".join(account[start : start + 4] for start in range(0, 16, 4))
    for words in (
        "Siti Aminah",
        "RT 003 / RW 05",
        "Rp 1.950.000",
        grouped,
        "Minimarket",
        envelope.number,
        "Kader tidak menerima uang.",
        "Ibu K01",
        "Care Center 165",
    ):
        assert words in page
    log = AccessLog.objects.get()
    assert (log.by, log.act, log.subject_id) == (staff, "print", case.household_id)


def test_one_letter_can_be_printed_again_until_it_is_handed_over(office, branch, cadre):
    waiting, gone = (
        make_envelope(make_case(branch, cadre)),
        make_envelope(make_case(branch, cadre), cadre, "handed_over"),
    )
    assert office.get(reverse("meetings:envelope-letter", args=[waiting.pk])).status_code == 200
    assert office.get(reverse("meetings:envelope-letter", args=[gone.pk])).status_code == 404


def test_hand_over_chooses_confirms_and_hands_over(office, branch, cadre):
    first, second = (make_envelope(make_case(branch, cadre)) for _each in range(2))
    make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=15)
    meeting, address = make_meeting(branch), reverse("meetings:hand-over", args=[cadre.pk])
    page = office.get(address, {"meeting": meeting.pk})
    assert set(page.context["form"]["envelopes"].value()) == {first.pk, second.pk}
    assert text_of(page).count(" checked") == 2
    data = {"envelopes": [first.pk, second.pk], "meeting": meeting.pk}
    page = office.post(address, data)
    assert [count for count, _words in page.context["consequences"]] == [2, 1]
    assert Envelope.objects.printed().count() == 2
    page = office.post(address, data | {"confirmed": "True"}, follow=True)
    assert "2 amplop diserahkan." in text_of(page)
    assert "tertua 15 hari" in text_of(page)
    assert first.steps.get(state="handed_over").meeting == meeting


def test_hand_over_confirmation_carries_the_choice(office, branch, cadre):
    envelope, meeting = make_envelope(make_case(branch, cadre)), make_meeting(branch)
    address = reverse("meetings:hand-over", args=[cadre.pk])
    page = text_of(office.post(address, {"envelopes": [envelope.pk], "meeting": meeting.pk}))
    for name, value in (("envelopes", envelope.pk), ("meeting", meeting.pk), ("confirmed", True)):
        assert f'<input type="hidden" name="{name}" value="{value}"' in page


def test_hand_over_that_went_stale_says_so(office, branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    address = reverse("meetings:hand-over", args=[cadre.pk])
    page = office.post(address, {"envelopes": [envelope.pk], "confirmed": "True"}, follow=True)
    assert "Pilihan sudah berubah" in text_of(page)


def test_hand_over_of_a_make_up_needs_its_meeting(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre))
    data = {"envelopes": [envelope.pk], "is_make_up": "on", "confirmed": "True"}
    page = office.post(reverse("meetings:hand-over", args=[cadre.pk]), data, follow=True)
    assert "Pilih pertemuan yang disusul." in text_of(page)
    assert Envelope.objects.printed().exists()
