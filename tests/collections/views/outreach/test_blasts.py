"""The pages of messages in bulk: seen in numbers first, confirmed, watched; numbers of families masked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.actions.holds import set_hold
from kaderjkn.collections.models import Blast, BlastMessage, OptOut
from kaderjkn.collections.outreach.sending import send_portion
from tests.collections.outreach.gateways import Remembering, raising

PREPARE = "/telepon/siaran/baru/"
STOPPED = "/telepon/berhenti/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def prepared(office, **fields):
    return office.post(PREPARE, {"kind": "office_hi", "mode": "whatsapp", **fields})


def test_numbers_are_seen_before_anything_is_sent(office, entries, staff, branch):
    held, *_others = entries(3)
    set_hold(household=held.household, reason="other", starts_on=branch.today(), by=staff)
    page = office.get(prepared(office)["Location"])
    assert (page.context["gets"], page.context["left_rows"]) == (2, [{"reason": "Ditahan", "households": 1}])
    assert "Kirim ke 2 keluarga" in page.text
    assert not BlastMessage.objects.exists()


def test_confirmed_in_numbers_it_is_sent_in_portions(office, entries):
    entries(2)
    address = prepared(office)["Location"]
    answer = office.post(f"{address}kirim/", {"expected": "2"}, follow=True)
    assert "Siaran dikirim bertahap ke 2 keluarga." in answer.text
    assert Blast.objects.get().state == "sending"


@pytest.mark.parametrize("expected", ["3", "", "banyak"])
def test_other_number_is_refused_with_the_new_one(office, entries, expected):
    entries(2)
    address = prepared(office)["Location"]
    answer = office.post(f"{address}kirim/", {"expected": expected}, follow=True)
    assert "menjadi 2 keluarga" in answer.text
    assert not BlastMessage.objects.exists()


def test_bad_choice_is_said_and_the_others_stay(office, entry):
    answer = prepared(office, kind="greeting", least_months="5", most_months="3")
    assert answer.status_code == 200
    assert 'value="5"' in answer.text
    assert not Blast.objects.exists()
    assert "lebih besar daripada" in prepared(office, least_months="5", most_months="3").text


def test_without_a_gateway_the_pages_say_so(office, entry, settings):
    settings.OUTREACH_GATEWAY = ""
    assert "Belum ada gerbang pesan" in office.get(PREPARE).text
    page = office.get(prepared(office)["Location"]).text
    assert "Belum ada gerbang pesan" in page
    assert "Kirim ke" not in page


def test_page_says_how_each_message_fares_and_masks_the_numbers(office, branch, blast, way):
    made = blast(2)
    send_portion(branch, way)
    page = office.get(f"{made.get_absolute_url()}?state=sent")
    assert {tile["label"]: tile["value"] for tile in page.context["tiles"]}["Terkirim"] == "2"
    assert len(page.context["messages_shown"]) == 2
    assert way.phones[0] not in page.text


def test_quiet_hours_are_said_while_it_waits(client_of, staff, blast, clock):
    made = blast(1)
    clock(hour=21)
    assert "Jam tenang: dilanjutkan pukul 07.00." in client_of(staff).get(made.get_absolute_url()).text


def test_pause_resume_and_stop_with_the_number_that_is_never_sent(office, blast):
    made = blast(2)
    for name, state in (("pause", "paused"), ("resume", "sending")):
        office.post(reverse(f"collections:blast-{name}", args=[made.pk]))
        assert Blast.objects.get().state == state
    stop = reverse("collections:blast-stop", args=[made.pk])
    assert (2, "pesan yang menunggu giliran tidak akan dikirim.") in office.get(stop).context["consequences"]
    office.post(stop)
    assert Blast.objects.get().state == "stopped"
    assert office.get(stop).status_code == 404


def test_unsure_message_is_decided_by_a_person(office, branch, blast):
    made = blast(1)
    send_portion(branch, Remembering(dies=raising(TimeoutError())))
    [row] = office.get(f"{made.get_absolute_url()}?state=unsure").context["messages_shown"]
    message = made.messages.get()
    assert str(message.uuid) in office.get(row["url"]).text
    assert office.post(row["url"], {}).status_code == 200
    office.post(row["url"], {"was_sent": "no"})
    message.refresh_from_db()
    assert message.state == "queued"
    assert office.get(row["url"]).status_code == 404


def test_unsure_message_of_a_stopped_blast_is_said_to_be_sent_no_more(office, branch, blast):
    made = blast(1)
    send_portion(branch, Remembering(dies=raising(TimeoutError())))
    address = reverse("collections:message-decide", args=[made.messages.get().pk])
    assert "sudah dihentikan" not in office.get(address).text
    Blast.objects.update(state="stopped")
    assert "sudah dihentikan" in office.get(address).text
    office.post(address, {"was_sent": "no"})
    assert made.messages.get().state == "left_out"


def test_office_notes_a_number_and_lifts_it(office, entry):
    answer = office.post(STOPPED, {"phone": "0812-0000-1111"}, follow=True)
    assert "tidak akan dikirimi pesan lagi" in answer.text
    assert "+6281200001111" not in answer.text
    assert "tidak dapat dibaca" in office.post(STOPPED, {"phone": "xyz"}).text
    wish = OptOut.objects.get()
    lift = reverse("collections:opt-out-lift", args=[wish.pk])
    assert office.post(lift, {"reason": ""}).status_code == 200
    office.post(lift, {"reason": "pemilik nomor meminta"})
    wish.refresh_from_db()
    assert wish.lift_reason == "pemilik nomor meminta"


@pytest.mark.parametrize("name", ["list", "detail"])
def test_one_row_and_three_take_the_same_queries(office, blast, name):
    first = blast(1)
    address = reverse("collections:blast-list") if name == "list" else f"{first.get_absolute_url()}?state=queued"
    before = queries(office, address)
    for _each in range(2):
        blast(1)
    assert queries(office, address) == before


def test_one_number_and_three_take_the_same_queries(office, branch, staff):
    for count in (1, 3):
        for number in range(count):
            facts = {"source": "office", "received_at": "2026-11-16T00:00Z", "recorded_by": staff}
            OptOut.objects.get_or_create(branch=branch, phone=f"+628130000000{number}", defaults=facts)
        if count == 1:
            before = queries(office, STOPPED)
    assert queries(office, STOPPED) == before
