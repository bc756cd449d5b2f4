"""The facts of a review: frozen ones win, passed over months say why, payments that did not count say why."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from kaderjkn.collections.models import ExcusedMonth, Review
from kaderjkn.collections.reviews.facts import months_of
from tests import factories
from tests.collections import builders

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


@pytest.fixture
def worker(branch):
    cadre = factories.CadreFactory(branch=branch)
    factories.AgreementFactory(cadre=cadre, valid=DateRange(JANUARY, date(2027, 1, 1)))
    return cadre


@pytest.fixture
def closed(branch, worker):
    """Close a month with a figure of the cadre, and a payment in it unless told otherwise."""

    def close(month, *, is_paid=True, **figure):
        closing = builders.make_closing(branch, month, state="closed")
        case = builders.make_case(worker, month=month)
        builders.make_figure(closing, worker, collected=0, **figure)
        if is_paid:
            builders.make_payment(builders.make_case(worker, month=month), month.replace(day=9), 50_000)
        return closing, case

    return close


def review_on(worker, *months) -> Review:
    review = builders.make_review(worker, month=months[-1])
    for month in months[:-1]:
        review.months.create(month=month, cases=3, target=900, contacts=1, meetings_counted=1, meetings_attended=1)
    return review


def test_frozen_figures_win_over_those_of_today(worker, closed):
    closed(MARCH, cases=99, target=9_900)
    review = builders.make_review(worker, month=MARCH)
    review.months.update(target=777)
    [month] = months_of(review)
    assert (month.is_basis, month.cases, month.target, month.contacts) == (True, 12, 777, 5)


def test_passed_over_months_say_why(worker, closed):
    closed(JANUARY)
    closed(FEBRUARY, held_days=False)
    closed(MARCH, is_paid=False)
    closed(APRIL)
    found = {month.month: month.passed_over for month in months_of(review_on(worker, JANUARY, APRIL))}
    assert found == {JANUARY: "", FEBRUARY: "no_cases", MARCH: "no_payments", APRIL: ""}


def test_excused_and_uncovered_months_say_why(worker, closed, branch):
    for month in (JANUARY, FEBRUARY, MARCH, APRIL):
        closed(month)
    ExcusedMonth.objects.create(branch=branch, cadre=worker, month=FEBRUARY, reason="illness")
    worker.agreements.update(valid=DateRange(date(2026, 3, 2), date(2027, 1, 1)))
    review = review_on(worker, JANUARY, APRIL)
    assert [month.passed_over for month in months_of(review)] == ["", "no_agreement", "no_agreement", ""]
    worker.agreements.update(valid=DateRange(JANUARY, date(2027, 1, 1)))
    assert [(month.passed_over, month.excuse) for month in months_of(review)][2] == ("excused", "illness")


def test_payments_that_did_not_count_are_summed_by_reason(worker, closed, cadre):
    closing, case = closed(MARCH)
    for amount, facts in ((100, {"verdict": "no_contact"}), (200, {"verdict": "no_contact"}), (400, {"cadre": cadre})):
        payment = builders.make_payment(case, date(2026, 3, 20), amount)
        builders.make_settlement(closing, payment, case, **facts)
    counted = builders.make_payment(case, date(2026, 3, 21), 800)
    builders.make_settlement(closing, counted, case, cadre=worker)
    [month] = months_of(builders.make_review(worker, month=MARCH))
    found = {row["verdict"]: (row["payments"], row["amount"]) for row in month.uncounted}
    assert found == {"no_contact": (2, 300), "collected": (1, 400)}


def test_promises_are_kept_or_broken_once_payments_are_known(worker, closed, branch):
    _closing, case = closed(MARCH)
    builders.make_contact(case, worker, date(2026, 3, 5), outcome="promised", promised_on=date(2026, 3, 10))
    other = builders.make_case(worker, month=MARCH)
    builders.make_contact(other, worker, date(2026, 3, 5), outcome="promised", promised_on=date(2026, 3, 12))
    builders.make_payment(case, date(2026, 3, 8), 5_000)
    review = builders.make_review(worker, month=MARCH)
    assert [(month.kept, month.broken) for month in months_of(review)] == [(1, 0)]
    branch.imports.update(data_date=date(2026, 3, 12))
    assert [(month.kept, month.broken) for month in months_of(review)] == [(1, 1)]
