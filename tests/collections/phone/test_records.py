"""What else phones send: taps on masked data, questions, steps of a review, reports from the field; each once."""

import base64
from datetime import date, timedelta

import pytest
from django.utils import timezone

from arrears.models import Household
from kaderjkn.collections.models import (
    Appeal,
    Contact,
    OutreachEvent,
    Question,
    RegistrationInterest,
    ReviewWarning,
    SafetyReport,
    ServiceComplaint,
)
from kaderjkn.common.models import AccessLog, DeviceRecord
from tests import factories
from tests.cadres.pictures import PDF, picture
from tests.collections import builders
from tests.common.devices.phones import a_record, boxed, send, send_one

ONE_DAY = timedelta(days=1)
NOT_MINE = "Keluarga ini bukan binaan Anda."


# Taps on masked data


def test_tap_is_logged_with_the_time_at_which_it_was_made(cadre, case):
    tapped = timezone.now() - timedelta(days=3)
    fields = {"household": case.household_id, "reason": "Menghubungi keluarga"}
    send_one(cadre.user, "shown", fields, clock=tapped.isoformat())
    log = AccessLog.objects.get()
    assert (log.by, log.branch, log.act, log.subject_kind) == (cadre.user, cadre.branch, "show", "household")
    assert (log.subject_id, log.reason, log.at) == (case.household_id, "Menghubungi keluarga", tapped)


def test_tap_on_a_household_that_has_moved_on_is_logged_too(cadre, case, branch, today):
    other = factories.CadreFactory(branch=branch)
    case.holders.update(from_on=today - ONE_DAY)
    case.holders.create(branch=branch, cadre=other, from_on=today)
    assert send_one(cadre.user, "shown", {"household": case.household_id, "reason": "Kunjungan"}).outcome == "saved"


def test_tap_on_a_household_that_was_never_in_hand_is_refused(cadre, foreign):
    assert send_one(cadre.user, "shown", {"household": foreign.household_id, "reason": "Ingin tahu"}).why == NOT_MINE
    assert not AccessLog.objects.exists()


def test_tap_needs_a_reason(cadre, case):
    assert send_one(cadre.user, "shown", {"household": case.household_id, "reason": "x"}).outcome == "rejected"
    assert (AccessLog.objects.count(), DeviceRecord.objects.count()) == (0, 0)


def test_households_ever_held(cadre, case, foreign, branch, today):
    before = builders.make_case(cadre, month=date(2026, 1, 1))
    case.holders.update(from_on=today - ONE_DAY)
    case.holders.create(branch=branch, cadre=factories.CadreFactory(branch=branch), from_on=today)
    assert set(Household.objects.ever_held_by(cadre.user)) == {case.household, before.household}


# Questions


def ask(cadre, payment, text="Mengapa tidak dihitung?"):
    return send_one(cadre.user, "question", {"payment": payment, "text": text})


def test_question_is_put_to_the_branch(cadre, case):
    payment = builders.make_payment(case, case.month, 1000)
    assert ask(cadre, payment.pk).outcome == "saved"
    kept = Question.objects.get()
    assert (kept.cadre, kept.payment, kept.text) == (cadre, payment, "Mengapa tidak dihitung?")


def test_question_about_a_payment_of_others_is_refused(cadre, foreign):
    payment = builders.make_payment(foreign, foreign.month, 1000)
    assert "bukan dari keluarga binaan" in ask(cadre, payment.pk).why
    assert not Question.objects.exists()


def test_question_about_a_payment_that_was_undone_meanwhile_says_so(cadre):
    assert "dibatalkan" in ask(cadre, 999_999).why


def test_empty_question_is_asked_for_again(cadre, case):
    assert list(ask(cadre, builders.make_payment(case, case.month, 1000).pk, " ").fields) == ["text"]


# Reviews


@pytest.fixture
def review(cadre):
    return builders.make_review(cadre)


@pytest.fixture
def decided(cadre, today):
    facts = {"state": "coaching", "look_again_on": today + ONE_DAY, "decided_at": timezone.now()}
    return builders.make_review(cadre, reason="Didampingi", **facts)


def answer_review(cadre, review, **values):
    return send_one(cadre.user, "review_answer", {"review": review.pk, "text": "Saya sakit"} | values)


def see(cadre, kind, subject):
    return send_one(cadre.user, "seen", {"kind": kind, "subject": subject.pk})


def test_answer_is_stored_with_its_obstacles_and_can_be_changed(cadre, review):
    answer_review(cadre, review)
    answer_review(cadre, review, text="Saya sakit sejak Maret", obstacles=["illness"])
    review.refresh_from_db()
    assert (review.answer, review.obstacles) == ("Saya sakit sejak Maret", ["illness"])


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"text": " "}, ["text"]),
        ({"obstacles": ["cuaca"]}, ["obstacles"]),
        ({"obstacles": "illness"}, ["obstacles"]),
        ({"obstacles": {"illness": 1}}, ["obstacles"]),
        ({"obstacles": True}, ["obstacles"]),
    ],
)
def test_answer_that_is_wrong_says_at_which_field(cadre, review, values, wrong):
    assert list(answer_review(cadre, review, **values).fields) == wrong
    review.refresh_from_db()
    assert review.answer == ""


@pytest.mark.parametrize("obstacles", [None, "", []])
def test_obstacles_may_be_left_out(cadre, review, obstacles):
    assert answer_review(cadre, review, obstacles=obstacles).outcome == "saved"


def test_answer_after_the_decision_is_refused(cadre, decided):
    assert answer_review(cadre, decided).why == "Tinjauan ini sudah selesai."


def test_answer_after_its_time_is_refused(cadre, today):
    review = builders.make_review(cadre, noticed_on=today - 8 * ONE_DAY)
    assert "Waktu menjawab sudah lewat" in answer_review(cadre, review).why


def test_appeal_is_filed(cadre, decided):
    answer = send_one(cadre.user, "appeal", {"review": decided.pk, "text": "Mohon dilihat lagi"})
    assert answer.outcome == "saved"
    assert (Appeal.objects.get().review, Appeal.objects.get().text) == (decided, "Mohon dilihat lagi")


def test_appeal_is_filed_once(cadre, decided):
    send_one(cadre.user, "appeal", {"review": decided.pk, "text": "Mohon"})
    assert send_one(cadre.user, "appeal", {"review": decided.pk, "text": "Lagi"}).outcome == "rejected"
    assert Appeal.objects.get().text == "Mohon"


def test_time_to_answer_runs_from_the_day_on_which_the_server_learns_of_it(cadre, review, today):
    read = timezone.now() - timedelta(days=3)
    send_one(cadre.user, "seen", {"kind": "notice", "subject": review.pk}, clock=read.isoformat())
    review.refresh_from_db()
    assert (review.noticed_on, review.notice_seen_at is None) == (today, False)


def test_notice_that_was_read_before_the_decision_arrived_is_taken(cadre, decided):
    assert see(cadre, "notice", decided).outcome == "saved"
    decided.refresh_from_db()
    assert (decided.notice_seen_at, decided.noticed_on) == (None, None)


def test_decision_is_seen_once(cadre, decided):
    see(cadre, "decision", decided)
    decided.refresh_from_db()
    first = decided.decision_seen_at
    see(cadre, "decision", decided)
    decided.refresh_from_db()
    assert decided.decision_seen_at == first
    assert first is not None


def a_warning(cadre) -> ReviewWarning:
    closing = builders.make_closing(cadre.branch, date(2026, 2, 1), state="closed")
    return ReviewWarning.objects.create(branch=cadre.branch, cadre=cadre, closing=closing, months=["2026-02"])


def test_warning_is_seen_by_its_cadre_only(cadre, foreign):
    mine = a_warning(cadre)
    see(foreign.holders.get().cadre, "warning", mine)
    mine.refresh_from_db()
    assert mine.seen_at is None
    see(cadre, "warning", mine)
    mine.refresh_from_db()
    assert mine.seen_at is not None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("review_answer", {"text": "Saya sakit"}),
        ("appeal", {"text": "Mohon"}),
        ("seen", {"kind": "notice"}),
        ("seen", {"kind": "decision"}),
    ],
)
def test_review_of_another_cadre_is_not_found(cadre, foreign, kind, fields):
    other = builders.make_review(foreign.holders.get().cadre)
    answer = send_one(cadre.user, kind, fields | {"review": other.pk, "subject": other.pk})
    assert answer.why == "Tinjauan ini tidak ditemukan."


# What else comes from the field

INTEREST = {"name": "Rina Wati", "phone": "0812-9876-5432", "agreed_to_call": True}
EVENT = {"held_on": "2026-03-05", "place": "Balai RW 02", "topic": "Cara membayar", "people_reached": 25}
COMPLAINT = {"category": "referral_queue", "text": "Antre tiga jam"}
DANGER = {"happened_on": "2026-03-05", "kind": "animal", "text": "Anjing dilepas"}


def test_interest_is_passed_on_with_its_kelurahan(cadre, branch):
    area = factories.AreaFactory(branch=branch)
    send_one(cadre.user, "interest", INTEREST | {"area": area.pk, "note": "Sore saja"})
    kept = RegistrationInterest.objects.get()
    assert (kept.cadre, kept.name, kept.phone, kept.area, kept.note) == (
        cadre, "Rina Wati", "+6281298765432", area, "Sore saja",
    )  # fmt: skip


def test_interest_in_a_kelurahan_of_another_branch_is_refused(cadre, other_branch):
    area = factories.AreaFactory(branch=other_branch)
    assert "bukan wilayah kantor cabang" in send_one(cadre.user, "interest", INTEREST | {"area": area.pk}).why


@pytest.mark.parametrize("agreed", [False, None, "", "false"])
def test_nobody_is_called_who_has_not_agreed(cadre, agreed):
    assert "bersedia ditelepon" in send_one(cadre.user, "interest", INTEREST | {"agreed_to_call": agreed}).why
    assert not RegistrationInterest.objects.exists()


def test_event_keeps_its_photo(cadre):
    photo = base64.b64encode(picture()).decode()
    assert send_one(cadre.user, "event", EVENT | {"photo": photo}).outcome == "saved"
    kept = OutreachEvent.objects.get()
    assert (kept.cadre, kept.held_on, kept.place, kept.people_reached) == (
        cadre, date(2026, 3, 5), "Balai RW 02", 25,
    )  # fmt: skip
    assert kept.stored_photo


@pytest.mark.parametrize("photo", ["", None])
def test_event_needs_no_photo(cadre, photo):
    assert send_one(cadre.user, "event", EVENT | {"photo": photo}).outcome == "saved"
    assert OutreachEvent.objects.get().stored_photo == ""


@pytest.mark.parametrize("photo", ["?", "é", "data:image/jpeg;base64,AAAA", base64.b64encode(PDF).decode()])
def test_event_with_something_else_than_a_photo_is_refused(cadre, photo):
    answer = send_one(cadre.user, "event", EVENT | {"photo": photo})
    assert answer.outcome == "rejected"
    assert "oto" in answer.why
    assert not OutreachEvent.objects.exists()


def test_complaint_may_name_an_own_household_only(cadre, case, foreign):
    assert send_one(cadre.user, "complaint", COMPLAINT | {"household": case.household_id}).outcome == "saved"
    assert ServiceComplaint.objects.get().household == case.household
    assert send_one(cadre.user, "complaint", COMPLAINT | {"household": foreign.household_id}).why == NOT_MINE


def test_danger_warns_of_an_own_household_only(cadre, case, foreign):
    assert send_one(cadre.user, "danger", DANGER | {"household": case.household_id}).outcome == "saved"
    kept = SafetyReport.objects.get()
    assert (kept.cadre, kept.household, kept.kind, kept.text) == (cadre, case.household, "animal", "Anjing dilepas")
    assert send_one(cadre.user, "danger", DANGER | {"household": foreign.household_id}).why == NOT_MINE


def test_danger_needs_a_household(cadre):
    assert list(send_one(cadre.user, "danger", DANGER).fields) == ["household"]


# Each of them once


def fields_of(case) -> dict[str, dict]:
    household = {"household": case.household_id}
    return {
        "contact": household | {"mode": "visit", "outcome": "do_not_contact"},
        "shown": household | {"reason": "Kunjungan"},
        "interest": INTEREST,
        "event": EVENT,
        "complaint": COMPLAINT | household,
        "danger": DANGER | household,
        "question": {"payment": builders.make_payment(case, case.month, 1).pk, "text": "Mengapa?"},
    }


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("contact", Contact),
        ("shown", AccessLog),
        ("interest", RegistrationInterest),
        ("event", OutreachEvent),
        ("complaint", ServiceComplaint),
        ("danger", SafetyReport),
        ("question", Question),
    ],
)
def test_record_sent_twice_leaves_one(cadre, case, kind, model):
    record = boxed(a_record(kind, fields_of(case)[kind]))
    answers = [send(cadre.user, record)[0] for _turn in range(2)]
    assert [answer.outcome for answer in answers] == ["saved", "already_saved"]
    assert (model.objects.count(), DeviceRecord.objects.count()) == (1, 1)


def test_same_words_in_two_records_are_two(cadre, case):
    """Identifiers tell records apart, not what stands in them."""
    fields = fields_of(case)["danger"]
    send(cadre.user, a_record("danger", fields), a_record("danger", fields))
    assert SafetyReport.objects.count() == 2
