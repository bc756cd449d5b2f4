"""What is closed is fixed: the database itself refuses, whoever asks."""

import pytest
from django.db import DatabaseError, transaction

from kaderjkn.collections.closing.actions import close_period, recompute, reopen_period
from kaderjkn.collections.models import AreaFigure, CadreFigure, Closing, RewardLine, Settlement
from tests.collections.payouts.months import MONTH, paid_month

ROWS = {Settlement: "eligible", RewardLine: "reward", CadreFigure: "collected", AreaFigure: "collected"}


@pytest.fixture
def closing(branch, cadre):
    paid_month(cadre, 200_000)
    return close_period(branch=branch, month=MONTH)[0]


@pytest.mark.parametrize("model", ROWS)
def test_row_of_a_closed_month_never_changes(closing, model):
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        model.objects.filter(closing=closing).update(**{ROWS[model]: 1})


@pytest.mark.parametrize("model", ROWS)
def test_row_of_a_closed_month_is_never_deleted(closing, model):
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        model.objects.filter(closing=closing)._raw_delete("default")


@pytest.mark.parametrize("values", [{"settings_used": {}}, {"state": "provisional", "closed_at": None}, {"version": 9}])
def test_closing_itself_never_changes(closing, values):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(**values)


def test_old_version_stays_fixed_after_a_reopening(closing, branch, supervisor):
    reopen_period(branch=branch, month=MONTH, reason="Salah", by=supervisor)
    assert not Settlement.objects.get(closing=closing).is_current
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        Settlement.objects.filter(closing=closing).update(eligible=1)


def test_provisional_figures_are_computed_anew_at_will(branch, cadre):
    paid_month(cadre, 200_000)
    first = recompute(branch=branch, month=MONTH)
    assert recompute(branch=branch, month=MONTH) == first
    assert Settlement.objects.get().eligible == 200_000
