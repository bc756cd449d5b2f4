"""Pages of covers: the numbers come before the act; another last day; taking back."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from arrears.models import Cover
from tests import factories
from tests.collections import builders

ONE_DAY = timedelta(days=1)


@pytest.fixture
def client(staff, client_of):
    return client_of(staff)


@pytest.fixture
def substitute(branch):
    cadre = factories.CadreFactory(branch=branch)
    factories.AgreementFactory(cadre=cadre, valid=DateRange(date(2020, 1, 1), None))
    return cadre


@pytest.fixture
def page(cadre):
    return reverse("arrears:cover-start", args=[cadre.pk])


@pytest.fixture
def data(branch, substitute):
    today = branch.today()
    return {"substitute": substitute.pk, "first": today, "last": today + 3 * ONE_DAY, "reason": "illness"}


def test_numbers_come_first_and_then_the_cover(client, page, data, cadre, substitute):
    case = builders.make_case(cadre)
    builders.make_case(substitute, target=250_000)
    asked = client.post(page, data)
    consequences = asked.context["consequences"]
    assert consequences[0] == (1, f"binaan dipegang {substitute.name} untuk sementara")
    assert f"{substitute.name} kini memegang 1 KK, Rp 250.000." in consequences
    assert not Cover.objects.exists()
    response = client.post(page, data | {"confirmed": "1"})
    assert response.url == Cover.objects.get().get_absolute_url()
    assert case.holders.filter(cadre=substitute).exists()


def test_what_cannot_be_is_said_before_the_numbers(client, page, data, branch):
    asked = client.post(page, data | {"last": branch.today() - ONE_DAY})
    assert "lebih awal" in asked.content.decode()
    assert "consequences" not in asked.context


def test_page_gives_another_last_day_and_takes_back(client, page, data, branch):
    client.post(page, data | {"confirmed": "1"})
    cover = Cover.objects.get()
    client.post(cover.get_absolute_url(), {"last": branch.today() + ONE_DAY})
    cover.refresh_from_db()
    assert cover.last_day == branch.today() + ONE_DAY
    assert client.get(cover.get_absolute_url()).context["can_undo"]
    client.post(reverse("arrears:cover-undo", args=[cover.pk]))
    cover.refresh_from_db()
    assert cover.undone_at is not None
    [row] = client.get(reverse("arrears:cover-list")).context["rows"]
    assert row["state"][0] == "Dibatalkan"


def test_cadre_of_another_branch_is_not_found(client, other_branch):
    other = factories.CadreFactory(branch=other_branch)
    assert client.get(reverse("arrears:cover-start", args=[other.pk])).status_code == 404


def test_same_queries_for_one_cover_and_three(client, cadre, substitute, branch, django_assert_max_num_queries):
    def add(number):
        days = DateRange(date(2030, number, 1), date(2030, number, 9))
        Cover.objects.create(branch=branch, cadre=cadre, substitute=substitute, days=days, reason="illness")

    url = reverse("arrears:cover-list")
    add(1)
    with django_assert_max_num_queries(100) as one:
        client.get(url)
    add(2)
    add(3)
    with django_assert_max_num_queries(len(one)):
        client.get(url)
