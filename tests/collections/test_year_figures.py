"""A cadre's year is the sum of what the pages of its closed months say, and nothing else."""

from kaderjkn.collections.views.supervisor.closing_presenters import cadre_rows
from kaderjkn.collections.year_figures import YearFigures, closed_year, year_figures
from kaderjkn.common.months import add_months
from tests.collections.builders import (
    make_case,
    make_closing,
    make_figure,
    make_line,
    make_payment,
    make_review,
    make_settlement,
    month_of,
)
from tests.factories import CadreFactory


def closed(branch, months_ago: int, **fields):
    return make_closing(branch, add_months(month_of(branch), -months_ago), state="closed", **fields)


def rewarded(closing, cadre, amount):
    """A payment of the closing's month with its reward line."""
    case = make_case(cadre, month=closing.month)
    payment = make_payment(case, closing.month, amount)
    return make_line(make_settlement(closing, payment, case, cadre=cadre))


def test_sums_agree_with_the_pages_of_the_months(branch, cadre):
    closings = [closed(branch, 2), closed(branch, 1)]
    for closing in closings:
        make_figure(closing, cadre, late_collected=5_000)
        rewarded(closing, cadre, 400_000)
    rows = [row for closing in closings for row in cadre_rows(closing)]
    year = year_figures(branch, closed_year(branch), [cadre.pk])[cadre.pk]
    for name in ("cases", "target", "collected", "late_collected", "reward"):
        assert getattr(year, name) == sum(row[name] for row in rows)
    assert (year.months, year.meetings_attended, year.meetings_counted, year.contacted) == (2, 2, 4, 2)


def test_provisional_and_superseded_figures_do_not_count(branch, cadre):
    make_figure(make_closing(branch, month_of(branch)), cadre)
    old = closed(branch, 1, version=1)
    make_figure(old, cadre)
    type(old).objects.filter(pk=old.pk).update(state="superseded", reopened_at=old.closed_at, reopen_reason="uji")
    assert year_figures(branch, closed_year(branch), [cadre.pk]) == {}


def test_year_is_the_newest_twelve_closed_months(branch, cadre):
    for months_ago in range(1, 15):
        make_figure(closed(branch, months_ago), cadre)
    months = closed_year(branch)
    assert (len(months), months[-1]) == (12, add_months(month_of(branch), -1))
    assert year_figures(branch, months, [cadre.pk])[cadre.pk].months == 12


def test_reviews_are_counted_unless_withdrawn(branch, cadre):
    months = [closed(branch, months_ago).month for months_ago in (2, 1)]
    make_review(cadre, months[0], state="void")
    make_review(cadre, months[1], state="withdrawn")
    assert year_figures(branch, months, [cadre.pk]) == {cadre.pk: YearFigures(reviews=1)}


def test_other_cadres_are_left_out(branch, cadre):
    make_figure(closed(branch, 1), CadreFactory(branch=branch))
    assert year_figures(branch, closed_year(branch), [cadre.pk]) == {}
