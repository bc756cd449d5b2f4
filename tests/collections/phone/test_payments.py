"""Why a payment counted or not, asked for on the phone: of households that the cadre holds or held, and no other."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.closing.explaining import explain
from kaderjkn.collections.phone.payments import explained
from tests import factories
from tests.collections.builders import make_case, make_payment, make_period

MONTH = date(2026, 3, 1)


@pytest.fixture
def payment(branch, cadre):
    """A payment with nothing left to count for."""
    make_period(branch, MONTH)
    case = make_case(cadre, month=MONTH, target=100_000)
    make_payment(case, date(2026, 3, 2), 100_000, matched_by="hand")
    payment = make_payment(case, date(2026, 3, 9), 90_000, matched_by="hand")
    recompute(branch=branch, month=MONTH)
    return payment


@pytest.fixture
def colleague(branch):
    return factories.CadreFactory(branch=branch, agreement_from=date(2026, 1, 1))


def url(pk):
    return reverse("collections:phone-payment", args=[pk])


def test_steps_are_those_of_the_office(cadre, payment):
    found = explained(cadre, payment.pk)
    assert (found["id"], found["amount"], found["on"]) == (payment.pk, 90_000, date(2026, 3, 9))
    assert [step["title"] for step in found["steps"]] == [str(step.title) for step in explain(payment)]
    assert any("Tidak ada sisa target" in step["title"] + step["text"] for step in found["steps"])


def test_payment_of_a_household_of_others_is_not_explained(colleague, payment):
    assert explained(colleague, payment.pk) is None


def test_who_has_held_the_household_may_ask_on(cadre, colleague, payment):
    case = payment.household.cases.get()
    case.holders.create(branch=case.branch, cadre=colleague, from_on=MONTH + timedelta(days=19))
    assert [explained(each, payment.pk)["id"] for each in (cadre, colleague)] == [payment.pk] * 2


def test_payment_of_nobody_or_that_there_is_not_is_none(cadre, branch):
    waiting = make_payment(make_case(cadre), MONTH, 1000, household=None, matched_by="", listed_month=None)
    assert (explained(cadre, waiting.pk), explained(cadre, 999_999)) == (None, None)


def test_phone_asks_for_it_in_json(client_of, cadre, payment):
    answer = client_of(cadre.user).get(url(payment.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["id"] == payment.pk
    assert "no-store" in answer["Cache-Control"]


def test_others_are_refused(client, client_of, colleague, staff, payment):
    clients = (client_of(colleague.user), client_of(staff), client)
    assert [each.get(url(payment.pk)).status_code for each in clients] == [404, 403, 401]
    assert client_of(colleague.user).post(url(payment.pk)).status_code == 405


def test_cadre_of_another_branch_is_refused(client_of, other_branch, payment):
    stranger = factories.CadreFactory(branch=other_branch)
    assert client_of(stranger.user).get(url(payment.pk)).status_code == 404
