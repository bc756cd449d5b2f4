"""Matching payments by hand and taking that back."""

import pytest
from django.urls import reverse

from tests.collections.builders import make_case, make_payment, month_of
from tests.factories import CadreFactory


@pytest.fixture
def case(cadre):
    return make_case(cadre, name="Siti Aminah")


@pytest.fixture
def waiting(case, branch):
    return make_payment(case, month_of(branch), 90_000, household=None, matched_by="", listed_month=None)


def url_of(payment, name="arrears:payment-match"):
    return reverse(name, args=[payment.pk])


def test_list_shows_what_waits_and_masks_the_payer(client_of, staff, waiting, case, branch):
    make_payment(case, month_of(branch), 10_000)
    page = client_of(staff).get(reverse("arrears:unmatched-list"))
    assert [row["reference"] for row in page.context["rows"]] == [waiting.reference]
    assert waiting.card not in page.content.decode()


@pytest.mark.parametrize("number", ["key", "head_card"])
def test_household_is_found_by_its_numbers_and_confirmed(client_of, staff, waiting, case, number):
    client = client_of(staff)
    text = client.get(url_of(waiting), {"number": getattr(case, number)}).content.decode()
    assert "S*** A*****" in text
    assert "Siti" not in text
    client.post(url_of(waiting), {"household": case.household_id})
    waiting.refresh_from_db()
    assert (waiting.household, waiting.matched_by, waiting.matched_user) == (case.household, "hand", staff)


def test_unknown_and_short_numbers_say_so(client_of, staff, waiting):
    client = client_of(staff)
    assert "Tidak ada keluarga" in client.get(url_of(waiting), {"number": "9" * 16}).content.decode()
    assert "16 angka" in client.get(url_of(waiting), {"number": "123"}).content.decode()


@pytest.mark.parametrize("value", ["", "x", "99999999", "²"])
def test_only_a_household_of_the_branch_can_be_given(client_of, staff, waiting, value):
    client_of(staff).post(url_of(waiting), {"household": value})
    waiting.refresh_from_db()
    assert waiting.household is None


def test_household_of_another_branch_is_not_taken(client_of, staff, waiting, other_branch):
    foreign = make_case(CadreFactory(branch=other_branch))
    client_of(staff).post(url_of(waiting), {"household": foreign.household_id})
    waiting.refresh_from_db()
    assert waiting.household is None


def test_match_is_taken_back(client_of, staff, waiting, case):
    client = client_of(staff)
    client.post(url_of(waiting), {"household": case.household_id})
    client.post(url_of(waiting, "arrears:payment-take-back"))
    waiting.refresh_from_db()
    assert (waiting.household, waiting.matched_by) == (None, "")


def test_match_by_rule_is_not_taken_back(client_of, staff, case, branch):
    payment = make_payment(case, month_of(branch), 10_000)
    client_of(staff).post(url_of(payment, "arrears:payment-take-back"))
    payment.refresh_from_db()
    assert payment.household == case.household
