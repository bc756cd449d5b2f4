"""Promises: what payments and the covered days make of them, by hand, around the boundaries (RULES 4)."""

from datetime import date

import pytest

from kaderjkn.collections.field.promises import with_promise_state
from kaderjkn.collections.models import Contact
from tests.collections import builders

MADE, PROMISED = date(2026, 3, 10), date(2026, 3, 20)


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre, month=date(2026, 3, 1))


def state(case, cadre, through, amount=None):
    builders.make_contact(case, cadre, MADE, outcome="promised", promised_on=PROMISED, promised_amount=amount)
    return with_promise_state(Contact.objects.filter(branch=case.branch), through).get().promise_state


@pytest.mark.parametrize("through", [None, date(2026, 3, 9), date(2026, 3, 19)])
def test_promise_waits_until_payment_files_cover_its_day(case, cadre, through):
    assert state(case, cadre, through) == "waiting"


@pytest.mark.parametrize("through", [PROMISED, date(2026, 3, 31)])
def test_promise_without_payment_is_broken_once_its_day_is_covered(case, cadre, through):
    assert state(case, cadre, through) == "broken"


@pytest.mark.parametrize(("paid_on", "expected"), [(9, "broken"), (10, "kept"), (20, "kept"), (21, "broken")])
def test_payment_counts_from_the_contact_day_to_the_promised_day(case, cadre, paid_on, expected):
    builders.make_payment(case, date(2026, 3, paid_on), 1)
    assert state(case, cadre, date(2026, 3, 31)) == expected


@pytest.mark.parametrize(("second", "expected"), [(49_999, "broken"), (50_000, "kept")])
def test_payments_together_must_reach_the_named_amount(case, cadre, second, expected):
    builders.make_payment(case, MADE, 100_000)
    builders.make_payment(case, PROMISED, second)
    assert state(case, cadre, date(2026, 3, 31), amount=150_000) == expected


def test_promise_is_kept_before_its_day_is_covered(case, cadre):
    builders.make_payment(case, date(2026, 3, 11), 150_000)
    assert state(case, cadre, None, amount=150_000) == "kept"


def test_payment_taken_back_keeps_no_promise(case, cadre):
    payment = builders.make_payment(case, date(2026, 3, 11), 150_000)
    builders.make_payment(case, date(2026, 3, 12), 150_000, reverses=payment)
    assert state(case, cadre, PROMISED) == "broken"


def test_payment_of_another_household_keeps_no_promise(case, cadre):
    builders.make_payment(builders.make_case(cadre, month=date(2026, 3, 1)), MADE, 150_000)
    assert state(case, cadre, PROMISED) == "broken"


def test_contacts_without_promise_are_left_out(case, cadre):
    builders.make_contact(case, cadre, MADE)
    assert not with_promise_state(Contact.objects.all(), PROMISED).exists()
