"""Cadres with agreement, kelurahan and cases; one cadre with figures."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.models import CaseHolder
from tests.collections.builders import make_case, make_closing, make_figure, month_of
from tests.factories import AgreementFactory, CadreFactory, TerritoryFactory


@pytest.fixture
def opened(client_of, staff):
    client = client_of(staff)
    return lambda **query: client.get(reverse("collections:cadre-list"), query)


def ending_in(branch, days):
    last = branch.today() + timedelta(days=days)
    cadre = CadreFactory(branch=branch)
    valid = DateRange(last - timedelta(days=200), last + timedelta(days=1))
    return AgreementFactory(cadre=cadre, valid=valid).cadre


def test_row_counts_kelurahan_and_cases(opened, branch, cadre):
    TerritoryFactory(cadre=cadre)
    make_case(cadre)
    make_case(cadre)
    make_case(CadreFactory(branch=branch))
    row, other = opened().context["rows"]
    assert row["kelurahan"] == 1
    late = opened(part="totals").context["late"]
    assert late == [(f"late-cases-{row['pk']}", "2"), (f"late-cases-{other['pk']}", "1")]


def test_moved_case_counts_with_its_last_holder_only(opened, branch, cadre):
    case, other = make_case(cadre), CadreFactory(branch=branch)
    CaseHolder.objects.create(branch=branch, case=case, from_on=case.month + timedelta(1), cadre=other)
    assert [text for _id, text in opened(part="totals").context["late"]] == ["0", "1"]


def test_late_figures_are_those_of_the_page(opened, branch, monkeypatch):
    monkeypatch.setattr("kaderjkn.common.lists.asking.PAGE_SIZE", 1)
    make_case(CadreFactory(branch=branch, code="A1"))
    second = make_case(CadreFactory(branch=branch, code="A2")).holders.get().cadre
    address = opened().context["next_url"].removeprefix("?")
    found = opened(**dict(parse_qsl(address)), part="totals")
    assert found.context["late"] == [(f"late-cases-{second.pk}", "1")]
    shown = opened(**dict(parse_qsl(address)))
    assert f'id="late-cases-{second.pk}"' in shown.content.decode()
    assert dict(parse_qsl(shown.context["totals_url"].removeprefix("?")))["after"]


def test_agreement_filter(opened, branch):
    long, soon, lapsed = ending_in(branch, 200), ending_in(branch, 20), ending_in(branch, -5)
    without = CadreFactory(branch=branch)
    assert codes(opened(agreement="ending")) == [soon.code, lapsed.code]
    assert codes(opened(agreement="current")) == [long.code, soon.code]
    assert codes(opened(agreement="none")) == [lapsed.code, without.code]
    states = {row["code"]: str(row["agreement"][0]) for row in opened().context["rows"]}
    assert states == {
        long.code: "Berlaku", soon.code: "20 hari lagi", lapsed.code: "Berakhir", without.code: "Tidak ada",
    }  # fmt: skip


def codes(response):
    return [row["code"] for row in response.context["rows"]]


def test_one_cadre_and_three_take_the_same_queries(opened, branch):
    opened()
    counts = []
    for more in (1, 2):
        for _each in range(more):
            make_case(ending_in(branch, 100))
        with CaptureQueriesContext(connection) as queries:
            opened()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_cadres_page_shows_figures_and_masks_the_phone(client_of, staff, branch, cadre):
    make_figure(make_closing(branch, month_of(branch)), cadre)
    response = client_of(staff).get(cadre.get_absolute_url())
    (row,) = response.context["figures"]
    assert (row["cases"], row["collected"], row["meetings"]) == (2, 600_000, "1/2")
    assert cadre.phone not in response.content.decode()
