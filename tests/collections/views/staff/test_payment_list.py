"""Payments with what became of them."""

import pytest
from django.urls import reverse

from tests.collections.builders import make_case, make_closing, make_payment, make_settlement, month_of


@pytest.fixture
def opened(client_of, staff):
    return lambda **query: client_of(staff).get(reverse("collections:payment-list"), query)


@pytest.fixture
def payments(cadre, branch):
    """One that counted, one that waits for a household."""
    case, day = make_case(cadre), month_of(branch)
    counted = make_payment(case, day, 70_000)
    counted.source = "BRI"
    counted.save()
    make_settlement(make_closing(branch, day), counted, case, cadre=cadre)
    waiting = make_payment(case, day, 90_000, household=None, matched_by="", listed_month=None)
    return counted, waiting


def references(response):
    return [row["reference"] for row in response.context["rows"]]


def test_state_and_collector_are_told(opened, payments, cadre):
    rows = {row["reference"]: row for row in opened().context["rows"]}
    counted, waiting = (rows[payment.reference] for payment in payments)
    assert (str(counted["state"][0]), counted["collector"], counted["eligible"]) == (
        "Diakui kader",
        cadre.name,
        70_000,
    )
    assert str(waiting["state"][0]) == "Belum cocok"
    assert waiting["url"] == reverse("arrears:payment-match", args=[payments[1].pk])


def test_payers_are_masked(opened, payments):
    assert payments[0].card not in opened().content.decode()


def test_filters_narrow(opened, payments, branch):
    counted, waiting = payments
    assert references(opened(matched="no")) == [waiting.reference]
    assert references(opened(source="BRI")) == [counted.reference]
    assert references(opened(q=waiting.reference)) == [waiting.reference]
    assert len(references(opened(month=f"{month_of(branch):%Y-%m}"))) == 2
