"""The table of goals."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.models import CadreGoal
from tests.collections.builders import make_closing, make_figure

URL = reverse("collections:goal-table")
APRIL = {"mulai": "2026-04", "lama": "1"}


@pytest.fixture
def client(client_of, supervisor):
    return client_of(supervisor)


def post(client, cadre, amount, query="?mulai=2026-04&lama=1"):
    return client.post(URL + query, {f"kader-{cadre.pk}": amount}, follow=True)


def test_amount_is_read_as_people_write_it(client, cadre):
    assert "1 sasaran disimpan" in post(client, cadre, "1.500.000").text
    assert CadreGoal.objects.get().amount == 1_500_000
    assert 'value="1.500.000"' in client.get(URL, APRIL).text


def test_amount_that_is_none_is_said_at_its_field(client, cadre):
    page = post(client, cadre, "banyak")
    assert "tidak dikenali" in page.text
    assert "banyak" in page.text
    assert not CadreGoal.objects.exists()


def test_period_before_stands_beside_and_its_goals_can_be_copied(client, cadre):
    make_figure(make_closing(cadre.branch, date(2026, 3, 1)), cadre, collected=777_000)
    CadreGoal.objects.create(branch=cadre.branch, cadre=cadre, starts_on=date(2026, 3, 1), months=1, amount=800_000)
    assert "777.000" in client.get(URL, APRIL).text
    assert "800.000" not in client.get(URL, APRIL).text
    assert 'value="800.000"' in client.get(URL, APRIL | {"salin": "1"}).text


def test_goal_and_progress_stand_on_the_cadres_phone(client, client_of, cadre):
    make_figure(make_closing(cadre.branch, date(2026, 4, 1)), cadre, collected=750_000)
    post(client, cadre, "1.500.000")
    months = client_of(cadre.user).get(reverse("collections:phone-slice")).json()["months"]
    assert [month["goals"] for month in months] == [
        [{"label": "Sasaran bulan ini", "collected": 750_000, "amount": 1_500_000}]
    ]
