"""Pages about territories: giving a kelurahan, taking it back, loads, and fair shares."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrears.models import FairShare
from cadres.models import Territory, TerritoryChange
from kaderjkn.common.models import JobRun
from kaderjkn.common.months import add_months, first_day
from tests.arrears.fair_share.builders import assigned, kecamatan, kelurahan, proposal, uneven, working
from tests.collections.builders import make_case
from tests.factories import AreaFactory

DAY = timedelta(days=1)


@pytest.fixture
def client(client_of, staff):
    return client_of(staff)


@pytest.fixture
def given(branch):
    """A kelurahan of a cadre, and another cadre."""
    return kelurahan(branch, kecamatan(), working(branch)), working(branch)


def answers(cadre, on, **more):
    return {"cadre": cadre.pk, "on": on.isoformat(), "form_key": uuid4(), **more}


def test_page_asks_with_what_would_happen_before_it_does_it(client, branch, given):
    area, cadre = given
    url = reverse("arrears:territory-give", args=[area.pk])
    assert client.get(url).context["form"].initial["on"] == add_months(first_day(branch.today()), 1)
    asked = client.post(url, answers(cadre, branch.today()))
    assert f"{cadre.name} memegang {area.name}" in asked.content.decode()
    assert not TerritoryChange.objects.exists()
    done = client.post(url, answers(cadre, branch.today(), confirmed="1"), follow=True)
    assert done.context["change"] == TerritoryChange.objects.get()
    assert area.territories.in_force(branch.today()).get().cadre == cadre


@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_day_that_is_over_is_refused_in_words(client, branch, given, confirmed):
    area, cadre = given
    url = reverse("arrears:territory-give", args=[area.pk])
    page = client.post(url, answers(cadre, branch.today() - DAY, **confirmed))
    assert "sudah lewat" in page.content.decode()
    assert not TerritoryChange.objects.exists()


def test_cadre_without_agreement_cannot_be_chosen(client, branch, given, cadre):
    area, _other = given
    cadre.agreements.all().delete()
    page = client.post(reverse("arrears:territory-give", args=[area.pk]), answers(cadre, branch.today()))
    assert "cadre" in page.context["form"].errors


def test_what_would_be_refused_is_said_before_it_is_asked(client, branch, given):
    area, _cadre = given
    ending = working(branch, days=5)
    url = reverse("arrears:territory-give", args=[area.pk])
    late = client.post(url, answers(ending, branch.today() + 5 * DAY))
    assert "tidak punya perjanjian" in late.content.decode()
    has_it = client.post(url, answers(area.territories.get().cadre, branch.today()))
    assert "sudah dipegang" in has_it.content.decode()


def test_kecamatan_is_no_kelurahan(client, branch):
    district = AreaFactory(branch=branch, code="31.72.95", level="kecamatan")
    assert client.get(reverse("arrears:territory-give", args=[district.pk])).status_code == 404


def test_change_is_taken_back_from_its_page(client, branch, given):
    area, cadre = given
    former = area.territories.get()
    url = reverse("arrears:territory-give", args=[area.pk])
    change = client.post(url, answers(cadre, branch.today(), confirmed="1"), follow=True).context["change"]
    page = client.post(reverse("arrears:territory-change-undo", args=[change.pk]), follow=True)
    assert "dibatalkan" in page.content.decode()
    assert [(row.cadre, row.valid) for row in area.territories.all()] == [(former.cadre, former.valid)]


def test_change_that_stays_says_why(client, branch, given):
    area, cadre = given
    url = reverse("arrears:territory-give", args=[area.pk])
    change = client.post(url, answers(cadre, branch.today(), confirmed="1"), follow=True).context["change"]
    assigned(cadre, area, branch.today())
    assert client.get(change.get_absolute_url()).context["reasons"]


def test_loads_are_compared_with_the_median(client, branch):
    district = kecamatan()
    for households in (1, 2, 6):
        cadre = working(branch)
        area = kelurahan(branch, district, cadre)
        for _number in range(households):
            make_case(cadre, area=area, target=100_000)
    rows = client.get(reverse("arrears:territory-loads")).context["rows"]
    assert [(row["kelurahan"], row["households"], row["state"][0]) for row in rows] == [
        (1, 1, "Ringan"),
        (1, 2, "Sedang"),
        (1, 6, "Berat"),
    ]


def test_proposal_is_worked_out_by_a_job(client, branch):
    uneven(branch)
    facts = {"on": (branch.today() + DAY).isoformat(), "weighting": "balanced"}
    client.post(reverse("arrears:fair-share-list"), facts)
    share = FairShare.objects.get()
    assert JobRun.objects.get().subject == share.pk
    assert "belum selesai" in client.get(share.get_absolute_url()).content.decode()


def test_day_of_a_proposal_that_is_over_is_refused(client, branch):
    facts = {"on": (branch.today() - DAY).isoformat(), "weighting": "balanced"}
    page = client.post(reverse("arrears:fair-share-list"), facts)
    assert "sudah lewat" in page.content.decode()
    assert not FairShare.objects.exists()


def test_proposal_shows_every_move_with_its_reason_and_is_applied(client, branch):
    much, little = uneven(branch)
    share = proposal(branch)
    text = client.get(share.get_absolute_url()).content.decode()
    assert f"{much}: 150 % → 100 %; {little}: 50 % → 100 % dari beban merata." in text
    page = client.post(reverse("arrears:fair-share-accept", args=[share.pk]), follow=True)
    assert page.context["change"].on == share.on
    assert Territory.objects.filter(cadre=little).in_force(share.on).count() == 2


def test_stale_proposal_offers_to_work_it_out_again_instead(client, branch):
    much, little = uneven(branch)
    share = proposal(branch)
    Territory.objects.filter(cadre=little).update(cadre=much)
    page = client.get(share.get_absolute_url()).content.decode()
    assert "Usang" in page
    assert reverse("arrears:fair-share-accept", args=[share.pk]) not in page


@pytest.mark.parametrize("name", ["arrears:territory-loads", "arrears:fair-share-list", "arrears:fair-share"])
def test_queries_do_not_grow_with_the_branch(client, branch, name):
    def queries(number):
        uneven(branch, code=f"31.72.8{number}", name=f"Kecamatan {number}")
        share = proposal(branch)
        url = reverse(name, args=[share.pk] if name == "arrears:fair-share" else [])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    assert len({queries(number) for number in range(3)}) == 1
