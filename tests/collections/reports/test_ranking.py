"""Ranking compares like with like: the index against what the branch gets from cases as long in arrears."""

from datetime import date
from fractions import Fraction

import pytest

from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.models import CadreGoal
from kaderjkn.collections.reports.registry import report_named
from tests import factories
from tests.collections.builders import make_case, make_payment, make_period

MONTH = date(2026, 3, 1)


def care(cadre, months: int, cases: int, paying: int):
    """Cases of 100,000 each, of which some are paid in full."""
    for turn in range(cases):
        case = make_case(cadre, month=MONTH, target=100_000, months=months)
        if turn < paying:
            make_payment(case, date(2026, 3, 9), 100_000, matched_by="hand")


@pytest.fixture
def rows(branch, cadre):
    """Easy cases pay 8 of 20, hard ones 3 of 20; the first cadre has only easy ones, the second only hard ones."""
    second, small = (
        factories.CadreFactory(branch=branch, code=code, agreement_from=date(2026, 1, 1))
        for code in ("0905-02", "0905-03")
    )
    make_period(branch, MONTH)
    care(cadre, 5, 12, 3)
    care(second, 30, 11, 3)
    care(small, 5, 8, 5)
    care(small, 30, 1, 0)
    CadreGoal.objects.create(branch=branch, cadre=cadre, starts_on=MONTH, months=1, amount=600_000)
    CadreGoal.objects.create(branch=branch, cadre=cadre, starts_on=date(2026, 1, 1), months=3, amount=1_200_000)
    recompute(branch=branch, month=MONTH)
    return {row["cadre"]: row for row in report_named("ranking").rows(branch, MONTH)}


def four(value: Fraction) -> str:
    return f"{float(value):.4f}"


def test_index_is_what_came_in_by_what_the_branch_gets_from_such_cases(rows):
    easy, hard = Fraction(8, 20), Fraction(3, 12)
    assert str(rows["0905-01"]["index"]) == four(3 / (12 * easy))
    assert str(rows["0905-02"]["index"]) == four(3 / (11 * hard))
    assert str(rows["0905-03"]["index"]) == four(5 / (8 * easy + hard))


def test_hard_cases_well_done_rank_before_easy_ones_done_badly(rows):
    assert [rows[code]["place"] for code in ("0905-02", "0905-01")] == [1, 2]


def test_few_cases_have_no_rank(rows):
    assert rows["0905-03"]["place"] is None


def test_goals_are_told_as_shares(rows):
    row = rows["0905-01"]
    assert (str(row["goal_share"]), str(row["quarter_goal_share"])) == ("0.5000", "0.2500")
    assert rows["0905-02"]["goal_share"] is None
