"""The bench of closing: floor and program leave the same rows, and a difference is loud."""

import pytest
from django.db import connection, transaction

from bench.closing import comparing, floor
from bench.closing.comparing import NotTheSameError, assert_same
from bench.closing.filling import fill, set_rules
from bench.closing.lines import all_lines
from bench.closing.sizes import MONTH, Size, sizes
from bench.closing.suite import VARIANTS, Growth, Nights, Pair, Results
from bench.measuring import Measured
from bench.table import verdict
from kaderjkn.collections.closing.actions import close_period, recompute
from kaderjkn.collections.closing.models import RewardLine, Settlement
from kaderjkn.collections.models import Review
from kaderjkn.common.sql_jobs import fetch_all

SIZE = Size(cases=1_800, cadres=50)


def contents():
    """What `comparing` holds against each other, here of one database after the other."""
    connection.check_constraints()
    return {what: fetch_all(comparing.query(rows), {"month": MONTH}) for what, rows in comparing.ROWS.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("variant", VARIANTS)
def test_floor_and_program_leave_the_same_rows(variant):
    branch = fill(0, SIZE, months_before=2)
    attribution, caps = VARIANTS[variant]
    set_rules(branch, attribution=attribution, has_caps=caps == "caps")
    with transaction.atomic():
        floor.close(branch, MONTH)
        expected = contents()
        transaction.set_rollback(True)
    close_period(branch=branch, month=MONTH)
    written = contents()
    assert all(expected.values())
    for what, rows in expected.items():
        assert written[what] == rows, what


@pytest.mark.django_db
def test_invented_branch_has_every_kind_of_payment_and_a_review():
    branch = fill(0, SIZE, months_before=2)
    set_rules(branch, attribution="contact", has_caps=True)
    close_period(branch=branch, month=MONTH)
    settled = Settlement.objects.filter(closing__month=MONTH)
    assert set(settled.values_list("verdict", flat=True)) == {
        "collected", "no_case", "nothing_left", "no_holder", "no_contact", "reversal",
    }  # fmt: skip
    assert settled.filter(is_late=True, verdict="collected").exists()
    lines = RewardLine.objects.filter(closing__month=MONTH)
    assert [line for line in lines if line.reward < line.calculated]
    assert Review.objects.count() == 0  # warned first: the months before were counted for the holder


@pytest.mark.django_db
def test_computing_again_rewrites_only_what_has_changed():
    branch = fill(0, SIZE, months_before=1)
    recompute(branch=branch, month=MONTH)
    before = {row.payment_id: row.pk for row in Settlement.objects.filter(closing__month=MONTH)}
    lines = set(RewardLine.objects.filter(closing__month=MONTH).values_list("pk", flat=True))
    changed = Settlement.objects.filter(closing__month=MONTH, verdict="collected").order_by("pk").last()
    changed.case.holders.update(cadre=None)
    of_case = set(changed.case.settlements.values_list("payment", flat=True))
    recompute(branch=branch, month=MONTH)
    after = {row.payment_id: row.pk for row in Settlement.objects.filter(closing__month=MONTH)}
    assert before.keys() == after.keys()
    assert {payment for payment in before if before[payment] != after[payment]} <= of_case
    assert before[changed.payment_id] != after[changed.payment_id]
    kept = set(RewardLine.objects.filter(closing__month=MONTH).values_list("pk", flat=True))
    assert kept < lines


def test_a_difference_is_loud():
    assert assert_same("rows", [(1,), (2,)], [(1,), (2,)]) == 2
    with pytest.raises(NotTheSameError, match="rows, row 2"):
        assert_same("rows", [(1,), (2,)], [(1,), (3,)])
    with pytest.raises(NotTheSameError, match="rows, row 2"):
        assert_same("rows", [(1,), (2,)], [(1,)])
    with pytest.raises(NotTheSameError, match="nothing"):
        assert_same("rows", [], [])


def test_table_judges_each_limit():
    night = Measured(100.0, 120, 0, parts=(1.0,) * 120 + (1.3,) * 10)
    pair = Pair(Measured(10.0, 90, 0), Measured(16.0, 310, 0))
    growth = Growth(Measured(1.0, 100, 0), Measured(11.0, 100, 0))
    results = Results(sizes(full=False), {"holder": [pair]}, {"band": night}, Nights(night, night), growth)
    assert [verdict(line) for line in all_lines(results)] == [
        "MISS by 7 %",  # 1.6 of 1.5
        "MISS by 3 %",  # 310 of 300 MB
        "MISS by 108 %",  # 100 s of three times 16 s
        "MISS by 8 %",  # 1.3 of 1.2
        "MISS by 8 %",
        "met",
        "met",  # ten times the cases in eleven times the time
    ]
