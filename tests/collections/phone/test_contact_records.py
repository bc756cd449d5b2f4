"""Contacts that phones send, with the envelopes handed over: by the action of all contacts, for own households."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from arrears.actions.holds import set_hold
from arrears.models import Channel, Hold
from kaderjkn.collections.field.records import ContactRecord
from kaderjkn.collections.models import Contact
from kaderjkn.common.models import DeviceRecord, Period
from meetings.actions import mark_returned
from meetings.models import EnvelopeStep
from tests import factories
from tests.collections import builders
from tests.common.devices.phones import a_record, boxed, send, send_one
from tests.meetings.builders import make_envelope

ONE_DAY = timedelta(days=1)
NOT_MINE = "Keluarga ini bukan binaan Anda."


def of_contact(case, **values) -> dict:
    return {"household": case.household_id, "mode": "visit", "outcome": "met"} | values


def contact(cadre, case, **values):
    return send_one(cadre.user, "contact", of_contact(case, **values))


def test_contact_is_stored_for_who_made_it_with_its_time(cadre, case):
    made = timezone.now() - timedelta(hours=2)
    answer = send_one(cadre.user, "contact", of_contact(case, note="Rumah hijau"), clock=made.isoformat())
    kept = Contact.objects.get()
    assert (answer.outcome, answer.notices) == ("saved", ())
    assert (str(kept.uuid), kept.cadre, kept.household, kept.recorded_by) == (
        answer.id, cadre, case.household, cadre.user,
    )  # fmt: skip
    assert (kept.mode, kept.outcome, kept.note, kept.made_at) == ("visit", "met", "Rumah hijau", made)


@pytest.mark.parametrize(
    ("field", "sent", "kept"),
    [
        ("reason", "lost_job", "lost_job"),
        ("complaint_category", "medicine_cost", "medicine_cost"),
        ("complaint", "Obat kosong", "Obat kosong"),
        ("note", " Rumah hijau ", "Rumah hijau"),
        ("new_address", "Jalan Kenanga 4", "Jalan Kenanga 4"),
        ("new_phone", "0812-3456-7890", "+6281234567890"),
        ("confirmed_phone", "0813 1111 2222", "+6281311112222"),
    ],
)
def test_contact_keeps_what_was_told(cadre, case, field, sent, kept):
    assert contact(cadre, case, **{field: sent}).outcome == "saved"
    assert getattr(Contact.objects.get(), field) == kept


def test_promise_with_day_amount_and_channel(cadre, case, today):
    values = {"promised_on": f"{today + 3 * ONE_DAY}", "promised_amount": "150000", "channel": "ATM"}
    contact(cadre, case, outcome="promised", **values)
    kept = Contact.objects.get()
    assert (kept.promised_on, kept.promised_amount) == (today + 3 * ONE_DAY, 150_000)
    assert kept.channel == Channel.objects.get(code="ATM")


def test_place_is_kept_to_the_metre(cadre, case):
    contact(cadre, case, latitude=-6.12345678, longitude=106.87654321, accuracy=12.6)
    kept = Contact.objects.get()
    assert (kept.latitude, kept.longitude, kept.accuracy) == (Decimal("-6.123457"), Decimal("106.876543"), 13)


@pytest.mark.parametrize("values", [{"latitude": -6.1}, {"longitude": 106.8}, {"accuracy": 5}])
def test_half_a_place_is_none(cadre, case, values):
    contact(cadre, case, **values)
    assert (Contact.objects.get().latitude, Contact.objects.get().longitude) == (None, None)


def test_all_that_is_optional_may_be_empty(cadre, case):
    fields = ContactRecord.base_fields
    optional = {name: "" for name, field in fields.items() if not field.required}
    assert contact(cadre, case, **optional).outcome == "saved"
    assert set(fields) - set(optional) == {"household", "mode", "outcome"}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"outcome": "promised"}, ["promised_on"]),
        ({"outcome": "dissatisfied_with_service"}, ["complaint"]),
        ({"outcome": "tunai"}, ["outcome"]),
        ({"mode": ""}, ["mode"]),
        ({"household": ""}, ["household"]),
        ({"channel": "TUNAI"}, ["channel"]),
        ({"promised_amount": 0}, ["promised_amount"]),
        ({"promised_on": "besok"}, ["promised_on"]),
        ({"reason": "cuaca"}, ["reason"]),
        ({"latitude": "NaN"}, ["latitude"]),
        ({"latitude": 91}, ["latitude"]),
        ({"note": "x" * 501}, ["note"]),
        ({"note": "\x00"}, ["note"]),
        ({"envelope": "x"}, ["envelope"]),
    ],
)
def test_contact_that_is_wrong_says_at_which_field(cadre, case, values, wrong):
    answer = contact(cadre, case, **values)
    assert (answer.outcome, list(answer.fields)) == ("rejected", wrong)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"outcome": "promised", "promised_on": "2020-01-01"}, "Tanggal janji"),
        ({"promised_amount": 150_000}, "tanggal janji"),
        ({"new_phone": "0812"}, "tidak dapat dibaca"),
        ({"mode": "phone", "confirmed_phone": "081234567890"}, "saat kunjungan"),
    ],
)
def test_contact_that_the_rules_refuse_is_not_kept(cadre, case, values, why):
    answer = contact(cadre, case, **values)
    assert answer.outcome == "rejected"
    assert why in answer.why
    assert not Contact.objects.exists()


@pytest.mark.parametrize("household", [0, 10**30, "1 OR 1=1", 999_999_999])
def test_household_that_there_is_not_is_refused(cadre, household):
    assert send_one(cadre.user, "contact", {"household": household, "mode": "visit", "outcome": "met"}).outcome == (
        "rejected"
    )


def test_contact_for_a_household_that_was_never_in_hand_is_refused(cadre, foreign):
    assert contact(cadre, foreign).why == NOT_MINE
    assert not DeviceRecord.objects.exists()


def test_contact_for_a_household_of_another_branch_is_refused(cadre, other_branch):
    assert contact(cadre, builders.make_case(factories.CadreFactory(branch=other_branch))).why == NOT_MINE


@pytest.mark.parametrize("outcome", ["deceased", "do_not_contact"])
def test_some_outcomes_hold_the_household(cadre, case, outcome, today):
    answer = contact(cadre, case, outcome=outcome)
    assert answer.outcome == "saved"
    assert "sedang ditahan" in answer.notices[0]
    assert (Hold.objects.get().reason, Hold.objects.get().starts_on) == (outcome, today)


def test_contact_with_a_household_on_hold_is_kept_and_says_so(cadre, case, today):
    set_hold(household=case.household, reason="other", starts_on=today, by=None)
    assert "sedang ditahan" in contact(cadre, case).notices[0]
    assert Contact.objects.count() == 1


def test_contact_of_a_closed_month_is_kept_and_says_so(cadre, case):
    Period.objects.update(state="closed")
    assert "sudah tutup buku" in contact(cadre, case).notices[0]
    assert Contact.objects.count() == 1


def test_contact_that_a_file_has_brought_before_is_known(cadre, case):
    known = builders.make_contact(case, cadre, cadre.branch.today())
    answer = send(cadre.user, a_record("contact", of_contact(case), id=str(known.uuid)))[0]
    assert (answer.outcome, answer.receipt) == ("already_saved", DeviceRecord.objects.get().receipt)
    assert Contact.objects.count() == 1


def test_identifier_of_a_contact_with_another_household_is_refused(cadre, case):
    known = builders.make_contact(builders.make_case(cadre), cadre, cadre.branch.today())
    answer = send(cadre.user, a_record("contact", of_contact(case), id=str(known.uuid)))[0]
    assert (answer.outcome, DeviceRecord.objects.count()) == ("rejected", 0)


def test_no_field_anywhere_takes_money():
    assert not {name for name in ContactRecord.base_fields if "cash" in name or "tunai" in name or "paid" in name}


# Envelopes


def states(envelope) -> list[str]:
    return list(EnvelopeStep.objects.filter(envelope=envelope).order_by("pk").values_list("state", flat=True))


def test_envelope_is_delivered_with_the_contact(cadre, case):
    envelope = make_envelope(case, cadre, "handed_over")
    assert contact(cadre, case, envelope=envelope.pk).notices == ()
    assert states(envelope) == ["printed", "handed_over", "delivered"]
    assert EnvelopeStep.objects.get(state="delivered").by == cadre.user


def test_contact_stands_where_the_envelope_is_back_at_the_branch(cadre, case, staff):
    envelope = make_envelope(case, cadre, "handed_over")
    mark_returned(envelope=envelope, reason="rumah kosong", by=staff)
    answer = contact(cadre, case, envelope=envelope.pk)
    assert answer.outcome == "saved"
    assert envelope.number in answer.notices[0]
    assert (Contact.objects.count(), states(envelope)[-1]) == (1, "returned")


def test_contact_stands_where_the_envelope_is_somebody_elses(cadre, case, foreign):
    envelope = make_envelope(foreign, foreign.holders.get().cadre, "handed_over")
    answer = contact(cadre, case, envelope=envelope.pk)
    assert answer.notices == ("Amplop ini tidak diserahkan kepada Anda.",)
    assert (Contact.objects.count(), states(envelope)[-1]) == (1, "handed_over")


@pytest.mark.parametrize(
    ("kind", "fields", "state"),
    [("envelope_delivered", {}, "delivered"), ("envelope_returned", {"reason": "keluarga pindah"}, "returned")],
)
def test_envelope_ends_once(cadre, case, kind, fields, state):
    envelope = make_envelope(case, cadre, "handed_over")
    record = boxed(a_record(kind, fields | {"envelope": envelope.pk}))
    assert [send(cadre.user, record)[0].outcome for _turn in range(2)] == ["saved", "already_saved"]
    assert states(envelope) == ["printed", "handed_over", state]
    assert EnvelopeStep.objects.get(state=state).reason == fields.get("reason", "")


def test_returned_envelope_needs_a_reason(cadre, case):
    envelope = make_envelope(case, cadre, "handed_over")
    answer = send_one(cadre.user, "envelope_returned", {"envelope": envelope.pk, "reason": " "})
    assert (list(answer.fields), states(envelope)[-1]) == (["reason"], "handed_over")


def test_envelope_that_is_back_already_is_not_delivered(cadre, case):
    envelope = make_envelope(case, cadre, "returned")
    answer = send_one(cadre.user, "envelope_delivered", {"envelope": envelope.pk})
    assert answer.outcome == "rejected"
    assert "Tidak ada yang diubah" in answer.why


@pytest.mark.parametrize("kind", ["envelope_delivered", "envelope_returned"])
def test_envelope_of_another_cadre_is_not_found(cadre, foreign, kind):
    envelope = make_envelope(foreign, foreign.holders.get().cadre, "handed_over")
    answer = send_one(cadre.user, kind, {"envelope": envelope.pk, "reason": "x"})
    assert (answer.why, states(envelope)[-1]) == ("Amplop ini tidak diserahkan kepada Anda.", "handed_over")
