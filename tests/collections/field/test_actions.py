"""Recording contacts: once per identifier, kept whatever the month, holds by outcome."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from arrears.models import Hold
from kaderjkn.collections.field.actions import notices_of, record_contact
from kaderjkn.collections.field.errors import ContactRefused
from kaderjkn.collections.models import Contact
from kaderjkn.common.models import Period
from tests import factories
from tests.collections import builders

KEY = uuid.UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre)


def record(cadre, case, **fields):
    values = {
        "uuid": KEY,
        "mode": "visit",
        "made_at": timezone.now(),
        "outcome": "met",
        "by": cadre.user,
    } | fields
    return record_contact(cadre=cadre, household=case.household, **values)


def test_record_contact_stores_the_day_of_the_branch(cadre, case):
    contact, created = record(cadre, case, made_at=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    assert created
    assert contact.made_on == date(2026, 3, 2)


def test_record_contact_twice_is_one_contact(cadre, case):
    first, _ = record(cadre, case)
    second, created = record(cadre, case, note="lagi")
    assert (second.pk, created) == (first.pk, False)
    assert Contact.objects.get().note == ""


def test_same_identifier_for_another_household_is_refused(cadre, case):
    record(cadre, case)
    with pytest.raises(ContactRefused):
        record(cadre, builders.make_case(cadre))


def test_same_identifier_in_another_branch_is_another_contact(cadre, case, other_branch):
    record(cadre, case)
    other = factories.CadreFactory(branch=other_branch)
    assert record(other, builders.make_case(other))[1]


def test_time_more_than_a_day_ahead_is_refused(cadre, case):
    now = timezone.now()
    record(cadre, case, made_at=now + timedelta(hours=24), received_at=now)
    with pytest.raises(ContactRefused, match="jam pada perangkat"):
        record(cadre, case, uuid=uuid.uuid4(), made_at=now + timedelta(hours=24, seconds=1), received_at=now)


def test_promise_before_the_contact_is_refused(cadre, case):
    with pytest.raises(ContactRefused, match="Tanggal janji"):
        record(cadre, case, outcome="promised", promised_on=cadre.branch.today() - timedelta(days=1))


@pytest.mark.parametrize("outcome", ["deceased", "do_not_contact"])
def test_some_outcomes_hold_the_household_from_that_day(cadre, case, outcome):
    contact, _ = record(cadre, case, outcome=outcome)
    record(cadre, case, outcome=outcome)
    hold = Hold.objects.get()
    assert (hold.reason, hold.starts_on) == (outcome, contact.made_on)


def test_contact_keeps_why_a_family_does_not_pay_and_what_it_told(cadre, case):
    told = {"reason": "lost_job", "complaint_category": "medicine_cost", "new_address": "Jalan Kenanga 4"}
    contact, _ = record(cadre, case, **told)
    contact.refresh_from_db()
    assert {name: getattr(contact, name) for name in told} == told


def test_numbers_are_kept_as_one_dials_them_from_anywhere(cadre, case):
    contact, _ = record(cadre, case, new_phone="0812-3456-7890", confirmed_phone="62 813 1111 2222")
    assert (contact.new_phone, contact.confirmed_phone) == ("+6281234567890", "+6281311112222")


@pytest.mark.parametrize("field", ["new_phone", "confirmed_phone"])
def test_unreadable_number_is_refused(cadre, case, field):
    with pytest.raises(ContactRefused, match="tidak dapat dibaca"):
        record(cadre, case, **{field: "0812"})


@pytest.mark.parametrize("mode", ["phone", "whatsapp", "sms"])
def test_number_is_confirmed_face_to_face_only(cadre, case, mode):
    with pytest.raises(ContactRefused, match="saat kunjungan"):
        record(cadre, case, mode=mode, confirmed_phone="081234567890")


def test_database_refuses_unreadable_numbers_and_those_confirmed_from_afar(cadre, case):
    contact, _ = record(cadre, case, mode="phone")
    mine = Contact.objects.filter(pk=contact.pk)
    with pytest.raises(IntegrityError, match="contact_new_phone_e164"), transaction.atomic():
        mine.update(new_phone="0812")
    with pytest.raises(IntegrityError, match="contact_phone_confirmed_at_visit"), transaction.atomic():
        mine.update(confirmed_phone="+6281234567890")


def test_contact_touches_the_case_of_its_month(cadre, case):
    earlier = builders.make_case(cadre, month=date(2026, 1, 1), household=case.household)
    record(cadre, case, made_at=builders.at(date(2026, 1, 31)))
    assert list(earlier.touches.values_list("kind", flat=True)) == ["contact"]
    assert not case.touches.exists()


def test_contact_of_a_closed_month_without_agreement_is_kept_and_says_so(branch):
    idle = factories.CadreFactory(branch=branch)
    case = builders.make_case(idle, month=date(2026, 1, 1))
    Period.objects.filter(branch=branch).update(state="closed")
    contact, created = record(idle, case, made_at=builders.at(date(2026, 1, 5)))
    assert created
    assert [notice.split(":")[0] for notice in notices_of(contact)] == [
        "Bulan ini sudah tutup buku",
        "Pada hari itu tidak ada perjanjian yang berlaku",
    ]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ten_connections_at_once_leave_one_contact(cadre):
    case = builders.make_case(cadre)

    def send(_):
        try:
            return record(cadre, case, made_at=builders.at(date(2026, 1, 5)), outcome="do_not_contact")[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        created = list(pool.map(send, range(10)))
    assert sorted(created) == [False] * 9 + [True]
    assert (Contact.objects.count(), Hold.objects.count()) == (1, 1)
