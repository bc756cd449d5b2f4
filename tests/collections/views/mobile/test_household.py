"""A household in care: masked until the tap that is logged; virtual account and channels; never cash."""

import pytest
from django.urls import reverse

from arrears.actions.holds import set_hold
from kaderjkn.common.models import AccessLog
from tests import factories
from tests.collections import builders


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre, name="Siti Aminah")


@pytest.fixture
def client(cadre, client_of):
    return client_of(cadre.user)


@pytest.fixture
def page(client, case):
    def read() -> str:
        return client.get(reverse("collections:own-household", args=[case.household_id])).content.decode()

    return read


def test_person_is_masked_until_the_tap_that_is_logged(client, case, page, cadre):
    assert "Jalan Melati" not in page()
    assert "6281234567890" not in page()
    data = {"kind": "household", "id": case.household_id, "reason": "Menghubungi keluarga binaan"}
    client.post(reverse("access-show"), data)
    assert "Siti Aminah" in page()
    assert "Jalan Melati 7" in page()
    log = AccessLog.objects.get()
    assert (log.by, log.subject_kind, log.subject_id) == (cadre.user, "household", case.household_id)


def test_virtual_account_and_channels_are_shown_and_no_cash(case, page):
    text = page()
    assert "88888" + case.head_card[-11:] in text
    assert "Kader tidak menerima uang. Bayar hanya di kanal resmi." in text
    assert "Sebutkan «bayar BPJS Kesehatan»" in text


def test_household_on_hold_asks_not_to_contact(case, page, cadre):
    set_hold(household=case.household, reason="other", starts_on=cadre.branch.today(), by=None)
    assert "sedang ditahan" in page()


def test_weekly_limit_warns(case, page, cadre):
    for _ in range(3):
        builders.make_contact(case, cadre, cadre.branch.today())
    assert "sudah dihubungi 3 kali dalam 7 hari" in page()


def test_promise_stands_with_what_became_of_it(case, page, cadre):
    today = cadre.branch.today()
    builders.make_contact(case, cadre, today, outcome="promised", promised_on=today, promised_amount=100_000)
    assert "Menunggu data" in page()
    builders.make_payment(case, today, 100_000)
    assert "Ditepati" in page()


def test_household_of_another_cadre_is_not_found(client, cadre):
    other = builders.make_case(factories.CadreFactory(branch=cadre.branch))
    assert client.get(reverse("collections:own-household", args=[other.household_id])).status_code == 404


def test_same_queries_for_one_contact_and_three(client, case, cadre, page, django_assert_max_num_queries):
    today = cadre.branch.today()
    builders.make_contact(case, cadre, today)
    with django_assert_max_num_queries(100) as one:
        page()
    for _ in range(2):
        builders.make_contact(case, cadre, today)
    with django_assert_max_num_queries(len(one)):
        page()
