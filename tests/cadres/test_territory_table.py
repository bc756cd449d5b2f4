"""Kelurahan by cadre, with the gaps of today and those to come."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from tests.factories import AreaFactory, CadreFactory, TerritoryFactory


@pytest.fixture
def rows(client_of, staff):
    return lambda: client_of(staff).get(reverse("cadres:territory-table")).context["rows"]


def test_kelurahan_without_cadre_is_a_gap(branch, rows):
    AreaFactory(branch=branch)
    assert [row["state"][0] for row in rows()] == ["Tanpa kader"]


def test_territory_that_nobody_takes_over_will_be_a_gap(branch, cadre, rows):
    today = branch.today()
    TerritoryFactory(cadre=cadre, valid=DateRange(today, today + timedelta(days=10)))
    assert [(row["cadre"], row["state"][0]) for row in rows()] == [(cadre.name, "Akan kosong")]


def test_successor_closes_the_gap_and_is_named(branch, cadre, rows):
    today = branch.today()
    first = TerritoryFactory(cadre=cadre, valid=DateRange(today, today + timedelta(days=10)))
    successor = CadreFactory(branch=branch)
    TerritoryFactory(cadre=successor, area=first.area, valid=DateRange(today + timedelta(days=10), None))
    (row,) = rows()
    assert row["state"][0] == "Terisi"
    assert successor.name in row["next"]
