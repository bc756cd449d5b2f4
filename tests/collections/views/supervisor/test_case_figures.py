"""Why the payments of a case counted: order, what was left, the reason."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories
from tests.collections import builders

MONTH = date(2026, 3, 1)


@pytest.fixture
def case(cadre):
    return builders.make_case(cadre, month=MONTH, target=1_000_000)


@pytest.fixture
def closing(branch):
    return builders.make_closing(branch, MONTH)


def settle(closing, case, day, amount, **fields):
    return builders.make_settlement(closing, builders.make_payment(case, date(2026, 3, day), amount), case, **fields)


def figures_of(client, case):
    return client.get(reverse("collections:case-figures", args=[case.pk]))


def test_lines_stand_in_order_with_what_is_left(staff, client_of, cadre, case, closing):
    settle(closing, case, 9, 400_000, eligible=300_000, cadre=cadre)
    builders.make_line(settle(closing, case, 5, 700_000, cadre=cadre))
    page = figures_of(client_of(staff), case)
    shown = [(row["amount"], row["eligible"], row["left"], row["reward"]) for row in page.context["rows"]]
    assert shown == [(700_000, 700_000, 300_000, 175_000), (400_000, 300_000, 0, None)]
    assert (page.context["eligible"], page.context["left"]) == (1_000_000, 0)


def test_settlements_of_a_reopened_closing_do_not_stand_here(staff, client_of, case, closing):
    settle(closing, case, 5, 700_000, is_current=False, paid={"reference": "R1"})
    assert figures_of(client_of(staff), case).context["rows"] == []


def test_case_of_another_branch_is_not_found(client_of, other_branch, case):
    stranger = factories.UserFactory(role="staff", branch=other_branch)
    assert figures_of(client_of(stranger), case).status_code == 404


def test_same_queries_for_one_line_and_three(staff, client_of, case, closing, django_assert_max_num_queries):
    client = client_of(staff)
    settle(closing, case, 5, 1000)
    with django_assert_max_num_queries(100) as one:
        figures_of(client, case)
    for day in (6, 7):
        settle(closing, case, day, 1000)
    with django_assert_max_num_queries(len(one)):
        figures_of(client, case)
