"""The cadre's month: figures of the closing, every line, and what did not count and why."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.models import ReviewWarning
from tests import factories
from tests.collections import builders

MONTH = date(2026, 3, 1)
URL = "/bulan-saya/?bulan=2026-03"


@pytest.fixture
def client(cadre, client_of):
    return client_of(cadre.user)


@pytest.fixture
def closing(branch):
    return builders.make_closing(branch, MONTH, state="closed")


def settle(closing, cadre, day, amount, *, earns=True, has_line=True, late_from=None, **fields):
    case = builders.make_case(cadre, month=MONTH)
    payment = builders.make_payment(case, date(2026, 3, day), amount)
    settlement = builders.make_settlement(closing, payment, case, **({"cadre": cadre} if earns else {}), **fields)
    return builders.make_line(settlement, late_from=late_from) if earns and has_line else settlement


def test_figures_lines_and_what_did_not_count(client, cadre, closing):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000)
    settle(closing, cadre, 6, 90_000, earns=False, verdict="no_contact")
    context = client.get(URL).context
    assert (context["figure"].collected, context["reward"]) == (600_000, 150_000)
    assert [row["reward"] for row in context["own_lines"]] == [150_000]
    assert [row["why"] for row in context["uncounted"]] == ["Tidak ada kontak dalam tenggang; diakui untuk cabang"]


def test_late_lines_stand_apart(client, cadre, closing):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000, late_from=date(2026, 2, 1))
    context = client.get(URL).context
    assert (context["own_lines"], len(context["late_lines"])) == ([], 1)


def test_collected_without_agreement_says_why_it_earned_nothing(client, cadre, closing):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000, has_line=False)
    assert "tidak ada perjanjian" in client.get(URL).context["uncounted"][0]["why"]


def test_parts_of_the_active_status(client, cadre, closing):
    builders.make_figure(closing, cadre, cases=4, contacted=1, meetings_counted=0, meetings_attended=0)
    assert [part["is_met"] for part in client.get(URL).context["parts"]] == [False, True, True]


def test_other_cadres_figures_are_not_shown(client, branch, closing):
    builders.make_figure(closing, factories.CadreFactory(branch=branch))
    assert client.get(URL).context["figure"] is None


def test_open_review_is_said_kindly_and_leads_to_the_answer(client, cadre):
    review = builders.make_review(cadre, MONTH)
    assert reverse("collections:own-review", args=[review.pk]) in client.get(URL).content.decode()


def test_warning_of_the_newest_closed_month_is_said_kindly(client, cadre, closing):
    ReviewWarning.objects.create(branch=cadre.branch, cadre=cadre, closing=closing, months=["2026-02", "2026-03"])
    assert "Dalam 2 bulan terakhir belum ada setoran" in client.get(URL).content.decode()


def test_unknown_month_and_branch_without_list(client, branch):
    for query in ("", "?bulan=2019-01", "?bulan=x"):
        assert client.get("/bulan-saya/" + query).status_code == 200


def test_same_queries_for_one_line_and_three(client, cadre, closing, django_assert_max_num_queries):
    builders.make_figure(closing, cadre)
    settle(closing, cadre, 5, 600_000)
    settle(closing, cadre, 5, 600_000, earns=False)
    with django_assert_max_num_queries(100) as one:
        client.get(URL)
    for day in (6, 7):
        settle(closing, cadre, day, 600_000)
        settle(closing, cadre, day, 600_000, earns=False)
    with django_assert_max_num_queries(len(one)):
        client.get(URL)
