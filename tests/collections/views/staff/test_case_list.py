"""The list of cases: filters, search, masking, sums, export."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.models import Case, ListedHousehold
from kaderjkn.common.models import AccessLog
from tests.collections.builders import make_case
from tests.factories import AreaFactory, CadreFactory, UserFactory

URL = "collections:case-list"


@pytest.fixture
def opened(client_of, staff):
    return lambda **query: client_of(staff).get(reverse(URL), query)


def keys(response):
    return [row["pk"] for row in response.context["rows"]]


def unassign(case, status):
    """Make a listed household of the case that is none."""
    ListedHousehold.objects.filter(household=case.household).update(status=status)
    household = case.household
    case.holders.all().delete()
    case.delete()
    return ListedHousehold.objects.get(household=household)


def test_names_and_numbers_are_masked(opened, cadre):
    case = make_case(cadre, name="Siti Aminah")
    text = opened().content.decode()
    assert "S*** A*****" in text
    assert "Siti" not in text
    assert case.key not in text


def test_filters_narrow(opened, branch, cadre):
    koja = AreaFactory(branch=branch, parent=AreaFactory(level="kecamatan"))
    other = CadreFactory(branch=branch)
    mine, theirs = make_case(cadre, area=koja, months=5), make_case(other, months=13)
    assert keys(opened(cadre=other.pk)) == [theirs.pk]
    assert keys(opened(area=koja.pk)) == [mine.pk]
    assert keys(opened(district=koja.parent.pk)) == [mine.pk]
    assert keys(opened(months="13-24")) == [theirs.pk]
    assert opened(status="left_list").context["rows"] == []


def test_unassigned_households_by_reason(opened, cadre):
    held, low = make_case(cadre), make_case(cadre)
    on_hold, below = unassign(held, "on_hold"), unassign(low, "below_band")
    make_case(cadre)
    assert keys(opened(status="on_hold")) == [on_hold.pk]
    assert sorted(keys(opened(status="unassigned"))) == sorted([on_hold.pk, below.pk])


@pytest.mark.parametrize("text", ["aminah", "SITI AM", "key", "key tail", "card"])
def test_search_by_name_and_number(opened, cadre, text):
    case = make_case(cadre, name="Siti Aminah")
    make_case(cadre, name="Budi Santoso")
    numbers = {"key": case.key, "key tail": case.key[-6:], "card": case.head_card}
    assert keys(opened(q=numbers.get(text, text))) == [case.pk]


def test_search_wants_three_letters(opened, cadre):
    make_case(cadre)
    response = opened(q="si")
    assert "paling sedikit tiga" in response.content.decode()
    assert response.context["rows"] == []


def test_sum_is_that_of_the_filtered_set(opened, cadre):
    make_case(cadre, target=100_000, months=5)
    make_case(cadre, target=250_000, months=20)
    assert opened(months="13-24").context["total"] == {"households": 1, "rupiah": 250_000}


def test_export_is_masked_and_logged(opened, cadre):
    case = make_case(cadre, name="Siti Aminah", target=350_000)
    body = b"".join(opened(format="csv").streaming_content).decode()
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(opened(format="xlsx").streaming_content))).active
    row = list(sheet.iter_rows(values_only=True))[1]
    assert case.key not in body
    assert "350000" in body
    assert (row[5], row[7]) == (cadre.code, 350_000)
    assert AccessLog.objects.filter(act="export").count() == 2


def test_other_branch_sees_nothing_of_it(client_of, other_branch, cadre):
    make_case(cadre)
    stranger = UserFactory(role="staff", branch=other_branch)
    assert client_of(stranger).get(reverse(URL)).context["rows"] == []
    assert Case.objects.count() == 1


def test_one_case_and_three_take_the_same_queries(client_of, staff, cadre, branch):
    client, counts = client_of(staff), []
    client.get(reverse(URL))
    for more in (1, 2):
        for _each in range(more):
            make_case(CadreFactory(branch=branch))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(URL))
        counts.append(len(queries))
    assert counts[0] == counts[1]
