"""The cadre's first page: masked names, filters, the same number of queries for one stop and three."""

import pytest
from django.urls import reverse

from tests import factories
from tests.collections import builders

URL = "/hari-ini/"


@pytest.fixture
def client(cadre, client_of):
    return client_of(cadre.user)


def test_stops_show_masked_names_and_why(client, cadre):
    case = builders.make_case(cadre, name="Siti Aminah", target=1_950_000)
    page = client.get(reverse("collections:worklist")).content.decode()
    assert "S*** A*****" in page
    assert "Aminah" not in page
    assert "Belum pernah dihubungi" in page
    assert "Rp 1.950.000" in page
    assert reverse("collections:own-household", args=[case.household_id]) in page


def test_search_and_kelurahan_narrow_the_list(client, cadre):
    case, _other = builders.make_case(cadre, name="Siti Aminah"), builders.make_case(cadre, name="Budi")
    for query in ("?q=aminah", f"?area={case.area_id}"):
        stops = client.get(URL + query).context["stops"]
        assert [stop["item"].case_id for stop in stops] == [case.pk]


def test_what_is_not_understood_narrows_nothing(client, cadre):
    builders.make_case(cadre)
    assert len(client.get(URL + "?area=x&page=99").context["stops"]) == 1


def test_cases_of_another_cadre_are_not_there(client, cadre):
    builders.make_case(factories.CadreFactory(branch=cadre.branch))
    assert client.get(URL).context["stops"] == []


def test_branch_without_list_says_so(client):
    assert "Belum ada binaan" in client.get(URL).content.decode()


def test_account_without_cadre_finds_nothing(branch, client_of):
    lonely = factories.UserFactory(role="cadre", branch=branch)
    assert client_of(lonely).get(URL).status_code == 404


def test_same_queries_for_one_stop_and_three(client, cadre, django_assert_max_num_queries):
    builders.make_case(cadre)
    with django_assert_max_num_queries(100) as one:
        client.get(URL)
    for _ in range(2):
        builders.make_case(cadre)
    with django_assert_max_num_queries(len(one)):
        client.get(URL)


def test_post_is_not_a_way_in(client):
    assert client.post(URL).status_code == 405
