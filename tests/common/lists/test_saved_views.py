"""Views that people keep of a list."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kaderjkn.common.lists import saving
from kaderjkn.common.models import SavedView
from tests.factories import UserFactory

QUERY = "months=4-6&sort=-amount&col=cadre&q=siti&after=x&empty="


@pytest.fixture
def client(client_of, staff):
    return client_of(staff)


def save(client, name, query=QUERY) -> str:
    url = reverse("list-view-save", args=["binaan"])
    return client.post(url, {"name": name, "query": query}, follow=True).content.decode()


def names(client) -> list[str]:
    return [view["name"] for view in client.get(reverse("collections:case-list")).context["views"]]


def test_filter_order_and_columns_are_kept_but_not_the_search(client):
    save(client, "  Milik   saya ")
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Milik saya", "months=4-6&sort=-amount&col=cadre")
    page = client.get(f"{reverse('collections:case-list')}?{view.query}")
    assert [column.key for column in page.context["asked"].columns] == ["name", "cadre"]


def test_the_same_name_again_takes_the_place_of_the_first(client):
    save(client, "Milik saya")
    save(client, "Milik saya", "months=7-12")
    assert SavedView.objects.get().query == "months=7-12"


@pytest.mark.parametrize(("name", "query", "words"), [(" ", QUERY, "nama"), ("x", "q1=" + "a" * 1100, "panjang")])
def test_a_refusal_says_why_and_goes_back_to_the_same_rows(client, name, query, words):
    assert words in save(client, name, query)
    assert not SavedView.objects.exists()


def test_there_is_a_limit(client, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    for name in "abc":
        text = save(client, name)
    assert "Paling banyak 2 tampilan" in text
    assert names(client) == ["a", "b"]


def test_views_are_ones_own(client, client_of, staff, branch):
    save(client, "Milik saya")
    other = client_of(UserFactory(role="staff", branch=branch))
    assert names(other) == []
    assert other.post(reverse("list-view-delete", args=[SavedView.objects.get().pk])).status_code == 404
    assert names(client) == ["Milik saya"]


def test_a_view_is_deleted(client):
    save(client, "Milik saya")
    client.post(reverse("list-view-delete", args=[SavedView.objects.get().pk]))
    assert names(client) == []


def test_the_database_holds_names_unique_per_user_and_list(staff, branch):
    facts = {"user": staff, "branch": branch, "list": "binaan", "name": "a"}
    SavedView.objects.create(**facts)
    SavedView.objects.create(**facts | {"list": "kontak"})
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(**facts)
