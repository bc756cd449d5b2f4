"""Records from phones: each judged alone, once, by its identifier; its clock put right; its refusal said."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone

from kaderjkn.collections.models import ServiceComplaint
from kaderjkn.common.access import log_access
from kaderjkn.common.devices.intake import Message, judge
from kaderjkn.common.devices.kinds import Taken, declare_record, record_kinds
from kaderjkn.common.devices.phones import note_seen
from kaderjkn.common.models import AccessLog, DeviceRecord
from tests import factories
from tests.common.devices.phones import COMPLAINT, a_record, boxed, send, send_one

HOUR = timedelta(hours=1)


def outcomes(answers):
    return [answer.outcome for answer in answers]


# Once


def test_record_is_saved_with_a_receipt(cadre):
    record = a_record()
    [answer] = send(cadre.user, record)
    kept = DeviceRecord.objects.get()
    assert answer.as_dict() == {
        "id": record["id"],
        "outcome": "saved",
        "receipt": f"T-{kept.pk:07d}",
        "why": "",
        "fields": {},
        "notices": [],
        "again": False,
    }
    assert (str(kept.uuid), kept.kind, kept.branch) == (record["id"], "complaint", cadre.branch)
    assert (kept.user, kept.sent_by, kept.device) == (cadre.user, cadre.user, None)
    assert ServiceComplaint.objects.get().text == "Kurang ramah"


def test_same_record_again_is_already_saved_with_the_same_receipt(cadre):
    record = a_record()
    [first], [second] = send(cadre.user, record), send(cadre.user, record)
    assert (first.outcome, second.outcome) == ("saved", "already_saved")
    assert (second.receipt, second.notices) == (first.receipt, first.notices)
    assert ServiceComplaint.objects.count() == 1


def test_twins_in_one_message_are_one(cadre):
    record = a_record()
    assert outcomes(send(cadre.user, record, record)) == ["saved", "already_saved"]
    assert ServiceComplaint.objects.count() == 1


def test_what_a_known_record_says_now_changes_nothing(cadre):
    record = a_record()
    send(cadre.user, record)
    assert outcomes(send(cadre.user, record | {"fields": COMPLAINT | {"text": "Lain"}})) == ["already_saved"]
    assert ServiceComplaint.objects.get().text == "Kurang ramah"


def test_sealed_record_is_taken_like_an_open_one(cadre):
    record = a_record()
    assert outcomes(send(cadre.user, boxed(record), record)) == ["saved", "already_saved"]


def test_identifier_of_another_branch_is_another_record(cadre, other_branch):
    record, stranger = a_record(), factories.CadreFactory(branch=other_branch)
    assert outcomes(send(cadre.user, record) + send(stranger.user, record)) == ["saved", "saved"]


def test_database_refuses_the_same_identifier_twice(cadre):
    send(cadre.user, a_record())
    kept = DeviceRecord.objects.get()
    kept.pk = None
    with pytest.raises(IntegrityError, match="device_record_uuid_once"), transaction.atomic():
        kept.save(force_insert=True)


def test_phone_that_brought_it_is_written_down(cadre):
    device = note_seen(user=cadre.user, key=uuid4(), name="Chrome", session_key="")
    send(cadre.user, a_record(), device=device)
    assert DeviceRecord.objects.get().device == device


# Alone


def test_order_is_kept_and_a_bad_one_hinders_no_other(cadre):
    records = [a_record(), a_record(fields={"category": "officer", "text": ""}), a_record(), "bukan catatan"]
    answers = send(cadre.user, *records)
    assert outcomes(answers) == ["saved", "rejected", "saved", "rejected"]
    assert [answer.id for answer in answers] == [*(record["id"] for record in records[:3]), ""]
    assert ServiceComplaint.objects.count() == 2


def test_refusal_says_what_is_wrong_with_which_field(cadre):
    answer = send_one(cadre.user, "complaint", {"category": "cuaca", "text": ""})
    assert list(answer.fields) == ["category", "text"]
    assert answer.why == " ".join(answer.fields.values())
    assert answer.fields["text"] == "Bidang ini tidak boleh kosong."
    assert (answer.receipt, DeviceRecord.objects.count()) == ("", 0)


def test_rejected_record_may_be_mended_and_sent_again(cadre):
    record = a_record(fields={"category": "officer", "text": ""})
    assert outcomes(send(cadre.user, record)) == ["rejected"]
    assert outcomes(send(cadre.user, record | {"fields": COMPLAINT})) == ["saved"]


@pytest.mark.parametrize("kind", ["ramalan", "", None, 7])
def test_unknown_kind_asks_for_a_newer_app(cadre, kind):
    answer = send_one(cadre.user, kind, {})
    assert (answer.outcome, answer.why) == (
        "rejected",
        "Jenis catatan ini tidak dikenal. Perbarui aplikasi, lalu kirim lagi.",
    )


@pytest.mark.parametrize("fields", ["teks", 7, []])
def test_fields_that_are_none_are_refused(cadre, fields):
    assert send_one(cadre.user, "complaint", fields).outcome == "rejected"


@pytest.mark.parametrize("raw", [None, 7, "catatan", [], {}, {"id": None}, {"id": "bukan-uuid"}], ids=str)
def test_what_has_no_identifier_is_refused(cadre, raw):
    assert outcomes(send(cadre.user, raw, a_record())) == ["rejected", "saved"]


@pytest.fixture
def _faulty_kind():
    """A kind that breaks after it has written."""

    def take(record, values) -> Taken:
        log_access(by=record.user, branch=record.branch, act="show", subject_kind="household", reason="sebelum rusak")
        raise ZeroDivisionError

    declare_record("rusak", form=forms.Form, take=take)
    yield
    del record_kinds["rusak"]


@pytest.mark.usefixtures("_faulty_kind")
def test_fault_of_ours_stops_no_other_and_leaves_nothing(cadre):
    answers = send(cadre.user, a_record(), a_record("rusak", {}), a_record())
    assert outcomes(answers) == ["saved", "rejected", "saved"]
    assert "coba kirim lagi" in answers[1].why
    assert [answer.again for answer in answers] == [False, True, False]
    assert (DeviceRecord.objects.count(), AccessLog.objects.count()) == (2, 0)


# Whose


def test_identifier_that_another_cadre_has_used_is_refused(cadre, branch):
    record, other = a_record(), factories.CadreFactory(branch=branch)
    send(cadre.user, record)
    [answer] = send(other.user, record)
    assert (answer.outcome, answer.receipt) == ("rejected", "")
    assert "sudah dipakai untuk catatan orang lain" in answer.why


@pytest.mark.parametrize("pack", [dict, boxed])
def test_record_of_another_cadre_is_not_sent_by_this_one(cadre, branch, pack):
    other = factories.CadreFactory(branch=branch)
    [answer] = send(cadre.user, pack(a_record(owner=other.user.pk)))
    assert "milik kader lain" in answer.why
    assert not DeviceRecord.objects.exists()


def test_record_kept_until_the_same_cadre_signs_in_again_is_taken(cadre):
    assert outcomes(send(cadre.user, boxed(a_record(owner=cadre.user.pk)))) == ["saved"]


def test_office_makes_no_records_of_cadres(staff):
    [answer] = send(staff, a_record())
    assert (answer.outcome, answer.why) == ("rejected", "Catatan jenis ini tidak dapat dibuat oleh akun ini.")


@pytest.mark.parametrize("who", ["regional", "admin_user"])
def test_only_cadres_and_the_office_have_records_of_their_own(who, request):
    [answer] = send(request.getfixturevalue(who), a_record())
    assert answer.outcome == "rejected"
    assert "milik kader lain" in answer.why


def test_account_without_cadre_is_told_to_ask_the_office(branch):
    lonely = factories.UserFactory(role="cadre", branch=branch)
    [answer] = send(lonely, a_record())
    assert "tidak terhubung dengan seorang kader" in answer.why


# When


@pytest.fixture
def at_three_hours(cadre):
    """Judge a record whose phone is so many hours ahead; return the answer."""

    def judged(record, hours=3):
        message = Message(cadre.user, None, hours * HOUR, timezone.now())
        return message, judge(message, [record])[0]

    return judged


def test_skew_of_hours_is_put_right_and_written_down(at_three_hours):
    made = timezone.now() - 5 * HOUR
    message, answer = at_three_hours(a_record(clock=(made + 3 * HOUR).isoformat()))
    kept = DeviceRecord.objects.get()
    assert answer.outcome == "saved"
    assert (kept.clock, kept.made_at, kept.skew) == (made + 3 * HOUR, made, 3 * 3600)
    assert ServiceComplaint.objects.get().made_at == made
    assert kept.received_at == message.received_at


def test_skew_of_more_than_a_day_is_refused(at_three_hours):
    _message, answer = at_three_hours(a_record(), hours=25)
    assert (answer.outcome, DeviceRecord.objects.count()) == ("rejected", 0)
    assert "lebih dari 24 jam" in answer.why


@pytest.mark.parametrize("hours", [3, 25])
def test_time_that_was_typed_is_meant_as_typed(at_three_hours, hours):
    typed = timezone.now() - 5 * HOUR
    _message, answer = at_three_hours(a_record(clock=typed.isoformat(), by_hand=True), hours)
    kept = DeviceRecord.objects.get()
    assert (answer.outcome, kept.made_at, kept.skew) == ("saved", typed, hours * 3600)


def test_nothing_is_made_after_it_arrived(at_three_hours):
    message, _answer = at_three_hours(a_record(clock=(timezone.now() + 9 * HOUR).isoformat()))
    assert DeviceRecord.objects.get().made_at == message.received_at


def test_skew_is_seen_by_the_clock_that_sent(cadre):
    made = timezone.now() - HOUR
    send(cadre.user, a_record(clock=(made - 3 * HOUR).isoformat()), sent_at=timezone.now() - 3 * HOUR)
    assert abs(DeviceRecord.objects.get().made_at - made) < timedelta(minutes=1)


@pytest.mark.parametrize("clock", [None, "", "kemarin", "2026-03-10T08:00", "2026-13-40T08:00Z", 7])
def test_time_that_cannot_be_read_is_asked_for_again(cadre, clock):
    [answer] = send(cadre.user, a_record(clock=clock))
    assert (answer.outcome, list(answer.fields)) == ("rejected", ["made_at"])


@pytest.mark.parametrize("clock", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_clock_of_another_age_hinders_nobody(cadre, clock):
    answers = send(cadre.user, a_record(clock=clock, by_hand=True), a_record())
    assert outcomes(answers)[1] == "saved"
