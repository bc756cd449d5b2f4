"""The list of cases: filters, search, masking, sums."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.models import Case
from tests.collections.builders import make_case
from tests.factories import AreaFactory, CadreFactory, UserFactory

URL = "collections:case-list"


@pytest.fixture
def opened(client_of, staff):
    return lambda **query: client_of(staff).get(reverse(URL), query)


def keys(response):
    return [row["pk"] for row in response.context["rows"]]


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
    assert keys(opened(months="13-18")) == [theirs.pk]
    assert opened(status="left_list").context["rows"] == []


def test_households_that_are_no_case_stand_on_the_other_list(opened):
    answer = opened(status="on_hold", q="siti")
    assert answer["Location"] == f"{reverse('collections:household-list')}?status=on_hold&q=siti"


@pytest.mark.parametrize("text", ["aminah", "SITI AM", "am siti", "melati amin", "key", "key tail", "card", "va"])
def test_search_by_name_and_number(opened, cadre, text):
    case = make_case(cadre, name="Siti Aminah")
    make_case(cadre, name="Budi Santoso")
    account = f"88888{case.head_card[-11:]}"
    numbers = {"key": case.key, "key tail": case.key[-6:], "card": case.head_card, "va": account}
    assert keys(opened(q=numbers.get(text, text))) == [case.pk]


def test_search_wants_three_letters(opened, cadre):
    make_case(cadre)
    response = opened(q="si")
    assert "paling sedikit tiga" in response.content.decode()
    assert response.context["rows"] == []


def test_totals_of_the_filtered_set_come_in_a_request_of_their_own(opened, cadre):
    make_case(cadre, target=100_000, months=5)
    make_case(cadre, target=250_000, months=20)
    assert "250.000" not in opened(months="4-6").content.decode()
    totals = opened(months="19-24", part="totals")
    assert totals.context["totals"] == [("Keluarga", "1"), ("Tunggakan", "Rp 250.000")]


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
