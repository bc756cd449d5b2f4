"""The page that continues agreements: asks, shows, does; for the own branch only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cadres.models import Renewal
from tests.cadres.builders import ending_in, make_renewal

URL = "/kader/perjanjian/perpanjang/"


@pytest.fixture
def page(client_of, staff):
    return client_of(staff)


def answers(*agreements, **more):
    chosen = ",".join(str(one.pk) for one in agreements)
    return {"chosen": chosen, "form_key": str(uuid4()), "pattern": "PKS/{kode}/{tahun}", "prolongs": "on"} | more


def test_address_is_the_one_that_the_list_uses():
    assert reverse("cadres:renewal-create") == URL


def test_nobody_chosen_leads_back(page, branch):
    assert "Belum ada perjanjian yang dipilih" in page.get(URL).text


def test_first_page_asks_with_what_was_used_last(page, branch, staff):
    make_renewal(ending_in(branch, 2), by=staff, pattern="{cabang}/{kode}")
    old = ending_in(branch, 20)
    form = page.get(URL, {"agreement": old.pk}).context["form"]
    assert (form.initial["chosen"], form.initial["pattern"]) == (str(old.pk), "{cabang}/{kode}")


def test_all_of_the_filter_can_be_chosen(page, branch):
    lapsed = ending_in(branch, -3)
    ending_in(branch, 9)
    response = page.get(URL, {"all": "1", "state": "lapsed"})
    assert response.context["form"].initial["chosen"] == str(lapsed.pk)


def test_agreements_of_another_branch_and_nonsense_are_not_chosen(page, branch, other_branch):
    foreign = ending_in(other_branch, 20)
    response = page.get(URL, {"agreement": [foreign.pk, "x", "9" * 30]})
    assert response.context["count"] == 0


def test_preview_changes_nothing(page, branch):
    response = page.post(URL, answers(ending_in(branch, 20)))
    assert "Perpanjang perjanjian ini?" in response.text
    assert Renewal.objects.count() == 0


def test_answer_renews_and_a_second_press_leads_to_the_same(page, branch):
    data = answers(ending_in(branch, 20), confirmed="1")
    first = page.post(URL, data)
    again = page.post(URL, data)
    renewal = Renewal.objects.get()
    assert first.url == again.url == renewal.get_absolute_url()
    assert renewal.agreements.count() == 1


def test_refused_cadre_is_named_and_the_rest_can_go_on(page, branch):
    fine, stays = ending_in(branch, 20, code="A1"), ending_in(branch, 50, code="A2")
    first = fine.valid.upper
    response = page.post(URL, answers(fine, stays, first=first, confirmed="1"))
    assert Renewal.objects.count() == 0
    assert [row["cadre"] for row in response.context["refusals"]] == [str(stays.cadre)]
    rest = response.context["confirmation"].data
    assert (rest["chosen"], rest["confirmed"]) == (str(fine.pk), "")


@pytest.mark.parametrize(
    ("field", "text"), [("pattern", "PKS/{tahun}"), ("chosen", "1;2"), ("form_key", "x"), ("last", "2020-01-01")]
)
def test_answer_that_is_not_understood_renews_nothing(page, branch, field, text):
    data = answers(ending_in(branch, 20), first=branch.today() + timedelta(days=30), confirmed="1")
    assert page.post(URL, data | {field: text}).context["form"].errors
    assert Renewal.objects.count() == 0


def test_chosen_of_another_branch_are_refused(page, other_branch):
    response = page.post(URL, answers(ending_in(other_branch, 20), confirmed="1"))
    assert "Belum ada kader yang dipilih" in response.text
    assert Renewal.objects.count() == 0
