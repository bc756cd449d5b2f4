"""The branch's home: what to do next, and tiles that count what they link to."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.models import ListedHousehold
from kaderjkn.collections.branch_month import BranchMonth
from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.views.staff.home_presenters import next_action, steps
from tests.collections.builders import make_case, make_list, make_payment, month_of

TODAY = date(2026, 11, 20)


@pytest.fixture
def home(client_of, staff):
    return lambda: client_of(staff).get(reverse("collections:branch-home"))


def state(branch, **fields):
    """A month in its middle, with a list, all assigned, payments known up to yesterday."""
    month = date(2026, 11, 1)
    values = {"branch": branch, "today": TODAY, "month": month, "list": make_list(branch, month)}
    values |= {"statuses": {"assigned": 5}, "cases": 5, "paid_through": TODAY - timedelta(days=1)}
    return BranchMonth(**values | fields)


def test_new_branch_begins_with_a_list(home):
    text = home().content.decode()
    assert "Mulai dengan daftar pertama" in text
    assert reverse("import-upload", args=["arrears"]) in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"list": None}, "Impor daftar tunggakan"),
        ({"month": date(2026, 10, 1)}, "Impor daftar tunggakan"),
        ({"statuses": {"": 3}}, "Bagi ke kader"),
        ({"to_close": date(2026, 10, 1)}, "Tutup buku Oktober 2026"),
        ({"to_close": date(2026, 10, 1), "paid_through": date(2026, 10, 30)}, "Impor pembayaran"),
        ({"paid_through": TODAY - timedelta(days=8)}, "Impor pembayaran"),
        ({}, "Lihat binaan"),
    ],
)
def test_next_action(branch, fields, words):
    assert next_action(state(branch, **fields))["label"] == words


def test_first_step_that_is_not_done_is_the_current_one(branch):
    assert [step["state"] for step in steps(state(branch))] == ["done", "done", "current", "todo", "todo"]


def test_sum_per_kecamatan_is_that_of_the_list(client_of, staff, branch, cadre):
    make_case(cadre, target=500_000)
    lost = make_case(cadre, target=250_000)
    ListedHousehold.objects.filter(household=lost.household).update(area=None, status="no_kelurahan", place="Kojaa")
    whole = client_of(staff).get(reverse("collections:branch-districts"))
    part = client_of(staff).get(reverse("collections:branch-districts"), headers={"HX-Request": "true"})
    for response in (whole, part):
        assert response.context["total"] == {"name": "Jumlah", "households": 2, "participants": 2, "amount": 750_000}
    assert b"<html" in whole.content
    assert b"<html" not in part.content


def test_glance_shows_the_month_as_last_computed(home, branch, cadre):
    make_case(cadre, target=500_000)
    assert home().context["glance"] == []
    recompute(branch=branch, month=month_of(branch))
    assert [(fact["label"], fact["value"]) for fact in home().context["glance"]] == [
        ("Target", "Rp 500.000"),
        ("Tertagih", "Rp 0"),
        ("Kolektabilitas", "0,0 %"),
        ("Kader aktif", "0"),
    ]


def test_home_takes_the_same_queries_however_much_there_is(home, branch, cadre):
    counts = []
    for _each in range(2):
        case = make_case(cadre)
        make_payment(case, month_of(branch), 100_000, household=None, matched_by="", listed_month=None)
        with CaptureQueriesContext(connection) as queries:
            home()
        counts.append(len(queries))
    assert counts[0] == counts[1]
