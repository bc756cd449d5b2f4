"""Setting goals: for whom, when, and never afterwards; and how far one has come."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kaderjkn.collections.goals.actions import set_goals
from kaderjkn.collections.goals.errors import CannotSetGoal
from kaderjkn.collections.goals.models import MONTH, QUARTER
from kaderjkn.collections.goals.progress import progress_of, quarter_of
from kaderjkn.collections.models import CadreGoal
from tests import factories
from tests.collections.builders import make_closing, make_figure, make_period

APRIL = date(2026, 4, 1)


def set_one(cadre, amount, by, starts_on=APRIL, months=MONTH):
    return set_goals(branch=cadre.branch, starts_on=starts_on, months=months, amounts={cadre: amount}, by=by)


def test_goal_is_set_changed_and_taken_away(cadre, supervisor):
    assert [set_one(cadre, amount, supervisor) for amount in (5_000_000, 5_000_000, 6_000_000)] == [1, 0, 1]
    assert CadreGoal.objects.get().amount == 6_000_000
    assert set_one(cadre, None, supervisor) == 1
    assert not CadreGoal.objects.exists()


def test_closed_month_gets_no_goal_afterwards(cadre, supervisor):
    make_period(cadre.branch, date(2026, 5, 1), "closed")
    with pytest.raises(CannotSetGoal, match="2026-05 sudah tutup buku"):
        set_one(cadre, 1, supervisor, months=QUARTER)
    assert set_one(cadre, 1, supervisor) == 1


@pytest.mark.parametrize(("starts_on", "months"), [(date(2026, 4, 2), MONTH), (date(2026, 5, 1), QUARTER)])
def test_goal_starts_with_its_period(cadre, supervisor, starts_on, months):
    with pytest.raises(CannotSetGoal, match="hari pertama"):
        set_one(cadre, 1, supervisor, starts_on, months)
    with pytest.raises(IntegrityError, match="goal_starts_with_its_period"), transaction.atomic():
        CadreGoal.objects.create(branch=cadre.branch, cadre=cadre, starts_on=starts_on, months=months, amount=1)


def test_goal_of_zero_or_of_another_branch_is_refused(cadre, supervisor, other_branch):
    with pytest.raises(CannotSetGoal, match="lebih dari nol"):
        set_one(cadre, 0, supervisor)
    stranger = factories.CadreFactory(branch=other_branch)
    with pytest.raises(CannotSetGoal, match="bukan milik cabang"):
        set_goals(branch=cadre.branch, starts_on=APRIL, months=MONTH, amounts={stranger: 1}, by=supervisor)


def test_progress_of_month_and_quarter(cadre, supervisor):
    """Late collection is left out: the figure's `collected` is the month's own."""
    for month, collected in ((4, 300_000), (5, 200_000), (7, 900_000)):
        closing = make_closing(cadre.branch, date(2026, month, 1))
        make_figure(closing, cadre, collected=collected, late_collected=50_000)
    set_one(cadre, 400_000, supervisor, date(2026, 5, 1))
    set_one(cadre, 1_000_000, supervisor, APRIL, QUARTER)
    found = [(one.months, one.amount, one.collected) for one in progress_of(cadre, date(2026, 5, 1))]
    assert found == [(MONTH, 400_000, 200_000), (QUARTER, 1_000_000, 500_000)]


@pytest.mark.parametrize(("month", "first"), [(1, 1), (3, 1), (4, 4), (12, 10)])
def test_quarter_of_a_month(month, first):
    assert quarter_of(date(2026, month, 1)) == date(2026, first, 1)
