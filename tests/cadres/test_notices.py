"""Warnings that an agreement ends, around their boundaries."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.models import AgreementNotice
from cadres.notices import note_agreement_ends
from tests.factories import AgreementFactory, CadreFactory


@pytest.fixture
def agreement(branch):
    """Make an agreement whose last day is so many days from the branch's today."""

    def make(days_left, cadre=None):
        last = branch.today() + timedelta(days=days_left)
        valid = DateRange(last - timedelta(days=300), last + timedelta(days=1))
        return AgreementFactory(cadre=cadre or CadreFactory(branch=branch), valid=valid)

    return make


@pytest.mark.parametrize(
    ("days_left", "step"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0), (-400, 0)],
)
def test_step_that_is_due(branch, agreement, days_left, step):
    agreement(days_left)
    note_agreement_ends(branch)
    assert list(AgreementNotice.objects.values_list("days_before", flat=True)) == [step] * (step is not None)


def test_second_run_adds_nothing(branch, agreement):
    agreement(5)
    assert [note_agreement_ends(branch), note_agreement_ends(branch)] == [1, 0]


def test_renewed_agreement_is_no_cause(branch, agreement):
    ending = agreement(5)
    following = DateRange(ending.valid.upper, ending.valid.upper + timedelta(days=365))
    AgreementFactory(cadre=ending.cadre, valid=following)
    assert note_agreement_ends(branch) == 0


def test_agreement_after_a_gap_is_no_renewal(branch, agreement):
    ending = agreement(5)
    AgreementFactory(cadre=ending.cadre, valid=DateRange(ending.valid.upper + timedelta(days=1), None))
    assert note_agreement_ends(branch) == 1


def test_open_agreement_never_ends(branch, cadre):
    cadre.agreements.update(valid=DateRange(date(2020, 1, 1), None))
    assert note_agreement_ends(branch) == 0
