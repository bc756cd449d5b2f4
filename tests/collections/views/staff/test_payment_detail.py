"""A payment's page: the verdict, the way to it, and the links up and down."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.actions import recompute
from tests.collections.builders import make_case, make_payment, make_period

MONTH = date(2026, 3, 1)


@pytest.fixture
def payment(branch, cadre):
    make_period(branch, MONTH)
    payment = make_payment(make_case(cadre, month=MONTH), date(2026, 3, 9), 90_000, matched_by="hand")
    recompute(branch=branch, month=MONTH)
    return payment


@pytest.fixture
def page(client_of, staff, payment):
    return client_of(staff).get(reverse("collections:payment-detail", args=[payment.pk]))


def test_page_says_verdict_amounts_and_why(page, cadre):
    for words in ("Diakui kader", cadre.name, "Pemegang pada hari bayar", "22.500"):
        assert words in page.text


def test_page_leads_to_case_cadre_closing_and_household(page, payment, cadre):
    case = payment.household.cases.get()
    for url in (
        reverse("collections:case-figures", args=[case.pk]),
        reverse("collections:closing-cadre", args=["2026-03", cadre.pk]),
        reverse("collections:closing-detail", args=["2026-03"]),
        payment.household.get_absolute_url(),
    ):
        assert f'href="{url}"' in page.text


def test_payer_is_masked(page, payment):
    assert payment.card not in page.text
