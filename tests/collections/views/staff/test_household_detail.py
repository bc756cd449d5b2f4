"""A household's page: masked until a reason is given, with everything that happened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.actions.holds import set_hold
from kaderjkn.common.models import AccessLog
from tests.collections.builders import (
    make_case,
    make_closing,
    make_contact,
    make_line,
    make_payment,
    make_settlement,
    month_of,
)


@pytest.fixture
def case(cadre):
    return make_case(cadre, name="Siti Aminah")


@pytest.fixture
def opened(client_of, staff, case):
    client, url = client_of(staff), reverse("collections:household-detail", args=[case.household_id])
    return lambda: client.get(url)


@pytest.fixture
def show(client_of, staff, case):
    """Ask to see the household in full, on one client; return that client."""

    def ask(reason):
        client = client_of(staff)
        client.post(reverse("access-show"), {"kind": "household", "id": case.household_id, "reason": reason})
        return client

    return ask


def titles(response):
    return [item["title"] for item in response.context["history"]]


def test_masked_until_a_reason_is_given(opened, show, case):
    assert "Siti" not in opened().content.decode()
    assert case.key not in opened().content.decode()
    shown = show("telepon keluarga").get(case.household.get_absolute_url()).content.decode()
    assert "Siti Aminah" in shown
    assert case.key in shown
    assert AccessLog.objects.get().subject_id == case.household_id


def test_history_tells_it_all(opened, case, cadre, staff, branch):
    first = month_of(branch)
    make_contact(case, cadre, first, outcome="promised", promised_on=first + timedelta(days=3), promised_amount=50_000)
    payment = make_payment(case, first + timedelta(days=2), 70_000)
    make_line(make_settlement(make_closing(branch, first), payment, case, cadre=cadre))
    set_hold(household=case.household, reason="deceased", starts_on=first, by=staff)
    found = titles(opened())
    assert found[0] == "Pembayaran Rp 70.000"
    assert any(title.startswith("Janji membayar sampai") for title in found)
    assert "Kunjungan: Berjanji membayar" in found
    assert "Ditahan: Meninggal" in found
    assert any(title.startswith("Pada daftar") for title in found)
    paid = opened().context["history"][0]
    assert (str(paid["tag"]), "imbal jasa Rp 17.500" in paid["text"]) == ("Diakui kader", True)


def test_reversal_is_told_as_well(opened, case, branch):
    payment = make_payment(case, month_of(branch), 70_000)
    make_payment(case, month_of(branch), 70_000, reverses=payment, household=None, matched_by="", listed_month=None)
    assert "Pembatalan pembayaran Rp 70.000" in titles(opened())


def test_payment_without_eligible_amount_says_why(opened, case, branch):
    payment = make_payment(case, month_of(branch), 70_000)
    closing = make_closing(branch, month_of(branch))
    make_settlement(closing, payment, case, eligible=0, verdict="nothing_left")
    texts = {item["title"]: item["text"] for item in opened().context["history"]}
    assert "iuran berjalan" in texts["Pembayaran Rp 70.000"]


def test_hold_is_shown_with_the_way_to_lift_it(opened, case, staff, branch):
    hold = set_hold(household=case.household, reason="other", starts_on=branch.today(), by=staff)
    assert reverse("arrears:hold-lift", args=[hold.pk]) in opened().content.decode()


def test_one_contact_and_three_take_the_same_queries(opened, case, cadre, branch):
    opened()
    counts = []
    for more in (1, 2):
        for _each in range(more):
            make_contact(case, cadre, month_of(branch))
        with CaptureQueriesContext(connection) as queries:
            opened()
        counts.append(len(queries))
    assert counts[0] == counts[1]
