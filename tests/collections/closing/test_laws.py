"""Laws that hold for every closing, over small random branches on the real database."""

from collections import defaultdict

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings

from kaderjkn.collections.closing.actions import close_period, recompute, reopen_period
from kaderjkn.collections.models import Closing, RewardLine, Settlement
from kaderjkn.collections.views.supervisor.closing_presenters import cadre_rows
from kaderjkn.common.imports.undo import undo_import
from kaderjkn.common.models import ImportRun
from tests.collections.closing.worlds import (
    FEBRUARY,
    MARCH,
    after,
    build,
    import_payments,
    months,
    said,
    undone,
)

pytestmark = pytest.mark.django_db
# A third of what the profile asks for: eight laws, and every example builds a branch
quietly = settings(
    deadline=None, max_examples=settings.default.max_examples // 3, suppress_health_check=list(HealthCheck)
)


def close(branch):
    return lambda: close_period(branch=branch, month=MARCH)


def compute(branch):
    return lambda: recompute(branch=branch, month=MARCH)


def reopen(branch):
    return lambda: reopen_period(branch=branch, month=MARCH, reason="Uji")


# What the figures add up to


@given(months())
@quietly
def test_figures_of_a_closing_add_up(drawn):
    with undone():
        branch = build(drawn)
        close(branch)()
        for closing in Closing.objects.filter(branch=branch):
            shown_rewards_are_the_sum_of_the_lines(closing)
            collected_by_cadres_and_by_the_branch_alone_is_all(closing)
        no_case_gives_more_than_its_target_or_cap(branch, drawn)


def shown_rewards_are_the_sum_of_the_lines(closing):
    lines = defaultdict(int)
    for line in RewardLine.objects.filter(closing=closing).select_related("cadre"):
        lines[str(line.cadre)] += line.reward
    shown = {row["cadre"]: row["reward"] for row in cadre_rows(closing)}
    assert {cadre: reward for cadre, reward in shown.items() if reward} == {
        cadre: reward for cadre, reward in lines.items() if reward
    }


def collected_by_cadres_and_by_the_branch_alone_is_all(closing):
    own = Settlement.objects.filter(closing=closing, is_late=False)
    eligible = own.aggregate(sum=Sum("eligible"))["sum"] or 0
    alone = own.filter(cadre=None).aggregate(sum=Sum("eligible"))["sum"] or 0
    by_cadres = closing.cadrefigures.aggregate(sum=Sum("collected"))["sum"] or 0
    by_areas = closing.areafigures.aggregate(sum=Sum("collected"))["sum"] or 0
    assert by_cadres + alone == eligible == by_areas


def no_case_gives_more_than_its_target_or_cap(branch, drawn):
    eligible, rewards = defaultdict(int), defaultdict(int)
    for settled in Settlement.objects.filter(branch=branch, is_current=True, case__isnull=False):
        eligible[settled.case] += settled.eligible
    for line in RewardLine.objects.filter(branch=branch, is_current=True, case__isnull=False):
        rewards[line.case] += line.reward
    assert all(0 <= amount <= case.target for case, amount in eligible.items())
    assert all(reward >= 0 for reward in rewards.values())
    if drawn.cap_per_case is not None:
        assert all(reward <= drawn.cap_per_case for reward in rewards.values())


# What makes no difference


@given(months())
@quietly
def test_closing_twice_is_closing_once(drawn):
    with undone():
        branch = build(drawn)
        assert after(branch, close(branch), close(branch), close(branch)) == after(branch, close(branch))


@given(months())
@quietly
def test_computing_before_closing_makes_no_difference(drawn):
    with undone():
        branch = build(drawn)
        once = after(branch, close(branch))
        assert after(branch, compute(branch), compute(branch), close(branch)) == once


@given(months())
@quietly
def test_opened_and_closed_again_without_news_says_the_same(drawn):
    with undone():
        branch = build(drawn)
        close(branch)()
        once = said(branch)
        reopen(branch)()
        close(branch)()
        again = said(branch)
        assert current(again) == current(once)
        assert old_version(again) == [row.replace("'closed'", "'superseded'") for row in march(once)]


def current(rows: dict) -> dict:
    """Without superseded rows, and without saying which version it is."""
    return {
        name: sorted(row.replace(", 2, 'closed'", ", 1, 'closed'") for row in some if "'superseded'" not in row)
        for name, some in rows.items()
    }


def march(rows: dict) -> list[str]:
    """The figures of March: of settlements and lines only what does not tell whether they are in force."""
    return sorted(row for name in ("cadres", "areas") for row in rows[name] if row.startswith(f"({MARCH!r}"))


def old_version(rows: dict) -> list[str]:
    return [row for row in march(rows) if "'superseded'" in row]


@given(months())
@quietly
def test_order_of_files_in_an_open_month_makes_no_difference(drawn):
    """Both files and the month are taken back and come in the other order; the reversals stay last."""
    with undone():
        branch = build(drawn)
        once = after(branch, close(branch))
        take_back_files(branch, drawn)
        bring(branch, drawn, (2, 1))
        assert after(branch, close(branch)) == once


def bring(branch, drawn, order):
    for number in order:
        import_payments(branch, drawn.file(number))
    import_payments(branch, drawn.reversals())


def take_back_files(branch, drawn):
    """All files that came after February was closed, the newest first."""
    came = [drawn.file(1), drawn.file(2), drawn.reversals()]
    runs = ImportRun.objects.applied().filter(branch=branch, kind="payments").order_by("-pk")
    for run in list(runs)[: sum(bool(rows) for rows in came)]:
        undo_import(run_id=run.pk)


@given(months())
@quietly
def test_same_file_twice_makes_no_difference(drawn):
    with undone():
        branch = build(drawn)
        once = after(branch, close(branch))
        again = [lambda rows=rows: import_payments(branch, rows) for rows in map(drawn.file, (0, 1, 2))]
        assert after(branch, *again, close(branch), *again) == once


@given(months())
@quietly
def test_undo_of_payment_files_restores_the_figures(drawn):
    """As if the files had never come, also where figures were computed while they were there."""
    with undone():
        branch = build(drawn)
        take_back_files(branch, drawn)
        never = after(branch, close(branch))
        bring(branch, drawn, (1, 2))
        compute(branch)()
        take_back_files(branch, drawn)
        close(branch)()
        assert said(branch) == never


@given(months())
@quietly
def test_closed_month_stays_as_it_is_whatever_comes_later(drawn):
    with undone():
        branch = build(drawn)
        before = of_february(branch)
        close(branch)()
        assert of_february(branch) == before


def of_february(branch) -> list[str]:
    rows = said(branch)
    told = rows["settlements"] + rows["lines"] + rows["cadres"] + rows["areas"]
    return [row for row in told if row.startswith(f"({FEBRUARY!r}")]
