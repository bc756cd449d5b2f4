"""What comes back: signed news of the gateway, stop words, and numbers that the office types in."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from kaderjkn.collections.models import BlastMessage, OptOut
from kaderjkn.collections.outreach.actions.replies import lift_opt_out, note_reply
from kaderjkn.collections.outreach.errors import OptOutRefused
from kaderjkn.collections.outreach.sending import send_portion
from kaderjkn.collections.outreach.validators import stop_word
from kaderjkn.collections.outreach.webhook import sign

URL = "/gerbang-pesan/kabar/"


@pytest.fixture(autouse=True)
def _key(settings, fresh_cache):
    settings.OUTREACH_WEBHOOK_KEY = "rahasia-uji"


def tell(*events, signature=None, timestamp=None, body=None):
    """Post events as the gateway does, signed unless another signature is given."""
    body = json.dumps({"events": events}).encode() if body is None else body
    timestamp = timestamp or str(int(timezone.now().timestamp()))
    headers = {"X-Timestamp": timestamp, "X-Signature": sign(timestamp, body) if signature is None else signature}
    return Client(enforce_csrf_checks=True).post(URL, body, content_type="application/json", headers=headers)


def delivery(message, state, **fields):
    return {"kind": "delivery", "key": str(message.uuid), "state": state, **fields}


def reply(phone, text):
    return {"kind": "reply", "phone": phone, "text": text}


@pytest.fixture
def sent(branch, blast, way):
    """A message that the gateway has taken."""
    made = blast(1)
    send_portion(branch, way)
    return made.messages.get()


def state_of(message):
    message.refresh_from_db()
    return message.state


# Delivery


def test_delivered_and_told_twice(sent):
    assert tell(delivery(sent, "delivered")).json() == {"taken": 1, "unknown": 0}
    assert tell(delivery(sent, "delivered")).status_code == 200
    assert state_of(sent) == "delivered"


def test_news_out_of_order_change_nothing(sent):
    tell(delivery(sent, "delivered"))
    tell(delivery(sent, "sent"))
    tell(delivery(sent, "failed"))
    assert state_of(sent) == "delivered"


def test_failed_after_all_says_why(sent):
    tell(delivery(sent, "failed", error="nomor mati"))
    assert (state_of(sent), sent.error) == ("failed", "nomor mati")


def test_gateways_own_name_is_enough(sent):
    tell({"kind": "delivery", "id": "G1", "state": "delivered"})
    assert state_of(sent) == "delivered"


def test_unsure_message_is_settled_by_news(branch, blast):
    made = blast(1)
    message = made.messages.get()
    BlastMessage.objects.update(state="sending", claimed_at=timezone.now(), claimed_on=branch.today())
    BlastMessage.objects.update(state="unsure")
    tell(delivery(message, "delivered"))
    assert state_of(message) == "delivered"


def test_news_of_a_queued_message_change_nothing(blast):
    message = blast(1).messages.get()
    tell(delivery(message, "delivered"))
    assert state_of(message) == "queued"


def test_unknown_message_is_counted_as_unknown(sent):
    other = {"kind": "delivery", "key": "00000000-0000-0000-0000-000000000000", "state": "delivered"}
    assert tell(other).json() == {"taken": 0, "unknown": 1}


# Stop


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop.",
        " Stop ya pak",
        "BERHENTI",
        "berhenti!",
        "*UNREG*",
        "Tolong jangan hubungi saya lagi",
        "jangan  wa",
    ],
)
def test_words_that_mean_stop(text):
    assert stop_word(text)


@pytest.mark.parametrize("text", ["", "Terima kasih", "Stopkontak rusak", "Saya tidak berhenti bekerja", "ok", "😀"])
def test_words_that_do_not(text):
    assert stop_word(text) == ""


def test_stop_is_kept_for_the_number_and_shown_at_the_message(sent, branch):
    tell(reply(sent.phone.replace("+62", "0"), "Stop, salah orang"))
    wish = OptOut.objects.get()
    assert (wish.branch, wish.phone, wish.word, wish.source) == (branch, sent.phone, "STOP", "gateway")
    assert state_of(sent) == "stopped"


def test_stop_told_twice_is_one_wish(sent):
    tell(reply(sent.phone, "STOP"), reply(sent.phone, "BERHENTI"))
    assert OptOut.objects.count() == 1


def test_other_replies_stop_nothing(sent):
    assert tell(reply(sent.phone, "Besok saya bayar")).json() == {"taken": 1, "unknown": 0}
    assert not OptOut.objects.exists()


def test_stop_of_a_number_that_nobody_wrote_to_is_unknown(blast):
    message = blast(1).messages.get()
    assert tell(reply(message.phone, "STOP")).json() == {"taken": 0, "unknown": 1}
    assert not OptOut.objects.exists()


def test_stop_holds_for_the_next_blast_too(sent, blast):
    tell(reply(sent.phone, "STOP"))
    with pytest.raises(KeyError):
        blast(0)


def test_office_types_in_a_number_in_any_spelling(branch, staff, sent):
    wish, is_new = note_reply(branch=branch, phone=sent.phone.replace("+62", "0"), by=staff)
    assert (is_new, wish.source, wish.recorded_by) == (True, "office", staff)
    assert note_reply(branch=branch, phone=sent.phone, by=staff) == (wish, False)


def test_number_that_cannot_be_read_is_refused(branch, staff):
    with pytest.raises(OptOutRefused, match="tidak dapat dibaca"):
        note_reply(branch=branch, phone="banyak", by=staff)


def test_wish_is_lifted_once_and_for_a_reason(branch, staff):
    wish, _is_new = note_reply(branch=branch, phone="081200001111", by=staff)
    with pytest.raises(OptOutRefused, match="alasan"):
        lift_opt_out(opt_out=wish, reason=" ", by=staff)
    lifted = lift_opt_out(opt_out=wish, reason="salah catat", by=staff)
    assert (lifted.lifted_by, OptOut.objects.standing().count()) == (staff, 0)
    with pytest.raises(OptOutRefused, match="sudah dicabut"):
        lift_opt_out(opt_out=wish, reason="lagi", by=staff)
    assert note_reply(branch=branch, phone="081200001111", by=staff)[1]


# The signature


def test_wrong_signature_is_refused_and_nothing_changes(sent):
    assert tell(delivery(sent, "delivered"), signature="0" * 64).status_code == 400
    assert tell(delivery(sent, "delivered"), signature="é").status_code == 400
    assert state_of(sent) == "sent"


def test_signature_of_another_body_is_refused(sent):
    timestamp = str(int(timezone.now().timestamp()))
    signature = sign(timestamp, b'{"events": []}')
    assert tell(delivery(sent, "failed"), signature=signature, timestamp=timestamp).status_code == 400
    assert state_of(sent) == "sent"


@pytest.mark.parametrize("seconds", [-301, 301])
def test_old_news_are_refused_although_well_signed(sent, seconds):
    timestamp = str(int(timezone.now().timestamp()) + seconds)
    assert tell(delivery(sent, "delivered"), timestamp=timestamp).status_code == 400
    assert state_of(sent) == "sent"


@pytest.mark.parametrize("timestamp", ["x", "١٢٣", "-5"])
def test_timestamp_that_is_no_number_is_refused(sent, timestamp):
    assert tell(delivery(sent, "delivered"), timestamp=timestamp.encode().hex()).status_code == 400


def test_without_a_key_nothing_is_taken(sent, settings):
    settings.OUTREACH_WEBHOOK_KEY = ""
    assert tell(delivery(sent, "delivered")).status_code == 400
    assert state_of(sent) == "sent"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"events": 1}',
        b'{"events": [1]}',
        b'{"events": [{"kind": "lain"}]}',
        b'{"events": [{"kind": "reply"}]}',
        b'{"events": [{"kind": "reply", "phone": 1}]}',
        b'{"events": [{"kind": "delivery", "key": "x", "state": "delivered"}]}',
        b'{"events": [{"kind": "delivery", "state": "queued"}]}',
        b"\xff\xfe",
    ],
)
def test_what_cannot_be_read_is_refused_whole(sent, body):
    assert tell(body=body).status_code == 400


def test_one_bad_event_refuses_all_of_them(sent):
    assert tell(delivery(sent, "delivered"), {"kind": "lain"}).status_code == 400
    assert state_of(sent) == "sent"


def test_news_are_only_posted(client):
    assert client.get(URL).status_code == 405
