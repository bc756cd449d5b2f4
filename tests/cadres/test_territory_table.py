"""Kelurahan by cadre, today and in the months ahead, with the gaps of today and those to come."""

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.coverage import months_ahead
from kaderjkn.common.months import add_months
from tests.cadres.builders import DAY, working
from tests.factories import AgreementFactory, AreaFactory, BranchFactory, CadreFactory, TerritoryFactory


@pytest.fixture
def worker(branch, today):
    return working(branch, today)


@pytest.fixture
def page(client_of, staff):
    return lambda name="table", **query: client_of(staff).get(reverse(f"cadres:territory-{name}"), query)


@pytest.fixture
def rows(page):
    return lambda **query: [row for _name, rows in page(**query).context["districts"] for row in rows]


def states(rows):
    return [row["state"][0] for row in rows]


def test_kelurahan_without_cadre_is_a_gap(branch, rows):
    AreaFactory(branch=branch)
    (row,) = rows()
    assert row["state"] == ("Tanpa kader", "danger")
    assert row["why"].startswith("Kosong mulai")


def test_cadre_without_agreement_is_a_gap_too(branch, today, rows):
    TerritoryFactory(cadre=CadreFactory(branch=branch), valid=DateRange(today, None))
    assert states(rows()) == ["Kader tanpa perjanjian"]


def test_agreement_that_ends_before_the_territory_is_said(branch, today, rows):
    ending = CadreFactory(branch=branch)
    AgreementFactory(cadre=ending, valid=DateRange(today - DAY, today + 10 * DAY))
    TerritoryFactory(cadre=ending, valid=DateRange(today, None))
    assert states(rows()) == ["Perjanjian habis lebih dulu"]


def test_agreement_that_is_renewed_in_time_is_no_gap(branch, today, rows):
    renewed = CadreFactory(branch=branch)
    AgreementFactory(cadre=renewed, valid=DateRange(today - DAY, today + 10 * DAY))
    AgreementFactory(cadre=renewed, valid=DateRange(today + 10 * DAY, today + 375 * DAY))
    TerritoryFactory(cadre=renewed, valid=DateRange(today, None))
    assert states(rows()) == ["Terisi"]


def test_territory_that_nobody_takes_over_will_be_a_gap(worker, today, rows):
    TerritoryFactory(cadre=worker, valid=DateRange(today, today + 10 * DAY))
    assert [(row["cadre"], row["state"][0]) for row in rows()] == [(worker.name, "Akan kosong")]


def test_successor_closes_the_gap_and_is_named(branch, worker, today, rows):
    first = TerritoryFactory(cadre=worker, valid=DateRange(today, today + 10 * DAY))
    successor = working(branch, today)
    TerritoryFactory(cadre=successor, area=first.area, valid=DateRange(today + 10 * DAY, None))
    (row,) = rows()
    assert row["state"][0] == "Akan berganti"
    assert successor.name in row["next"]


def test_days_between_two_cadres_are_a_gap(branch, worker, today, rows):
    first = TerritoryFactory(cadre=worker, valid=DateRange(today, today + 10 * DAY))
    TerritoryFactory(cadre=worker, area=first.area, valid=DateRange(today + 11 * DAY, None))
    (row,) = rows()
    assert row["state"][0] == "Akan kosong"


def test_calendar_names_the_days_of_each_cadre_and_of_the_gap(branch, worker, today, page):
    month = months_ahead(today)[1]
    territory = TerritoryFactory(cadre=worker, valid=DateRange(today, month + 9 * DAY))
    TerritoryFactory(cadre=worker, area=territory.area, valid=DateRange(month + 19 * DAY, add_months(month, 2)))
    (row,) = page("calendar").context["districts"][0][1]
    whole, cut, *_others = row["cells"]
    assert [line["text"] for line in whole["lines"]] == [worker.name]
    assert [(line["days"].split("–")[0], line["text"]) for line in cut["lines"]] == [
        ("1", worker.name),
        ("10", "kosong"),
        ("20", worker.name),
    ]
    assert [line["text"] for line in row["cells"][3]["lines"]] == ["kosong"]


def test_filter_shows_one_kecamatan_or_what_is_in_trouble(branch, worker, today, rows):
    district = AreaFactory(code="31.72.99", level="kecamatan", name="Koja")
    covered = AreaFactory(branch=branch, parent=district)
    TerritoryFactory(cadre=worker, area=covered, valid=DateRange(today, None))
    empty = AreaFactory(branch=branch)
    assert [row["name"] for row in rows(district="Koja")] == [covered.name]
    assert [row["name"] for row in rows(state="trouble")] == [empty.name]
    assert rows(district="Tidak ada") == []


def test_other_branch_is_not_shown(branch, rows):
    AreaFactory(branch=BranchFactory(code="0904"))
    assert rows() == []


@pytest.mark.parametrize("name", ["table", "calendar"])
def test_queries_do_not_grow_with_kelurahan(branch, today, page, name):
    def queries(count):
        for _number in range(count):
            TerritoryFactory(cadre=working(branch, today), valid=DateRange(today, None))
        with CaptureQueriesContext(connection) as captured:
            assert page(name).status_code == 200
        return len(captured)

    assert queries(1) == queries(2)
