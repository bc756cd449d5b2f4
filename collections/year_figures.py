"""A cadre's year beside the agreement that ends: sums over the branch's newest twelve closed months.

The rows are those of the closings, so that the sums agree with the pages of the months.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from kaderjkn.common.models import Branch

from .closing.enums import ClosingState
from .closing.models import CadreFigure, Closing, RewardLine
from .reviews.enums import ReviewState
from .reviews.models import Review

MONTHS = 12
SUMS = ("cases", "target", "collected", "late_collected", "contacted", "meetings_attended", "meetings_counted")


@dataclass(frozen=True, slots=True)
class YearFigures:
    """`months` are those in which the cadre has figures; months of another cadre's year may be more."""

    months: int = 0
    cases: int = 0
    target: int = 0
    collected: int = 0
    late_collected: int = 0
    contacted: int = 0
    meetings_attended: int = 0
    meetings_counted: int = 0
    reward: int = 0
    reviews: int = 0


NOTHING = YearFigures()


def closed_year(branch: Branch) -> list[date]:
    """The newest closed months, at most twelve, the earliest first."""
    closed = Closing.objects.of_branch(branch).closed().order_by("-month")
    return sorted(closed.values_list("month", flat=True)[:MONTHS])


def year_figures(branch: Branch, months: list[date], cadres: Collection[int]) -> dict[int, YearFigures]:
    """The sums by cadre, for those who have any: three queries, however many cadres."""
    which = {"branch": branch, "cadre__in": cadres}
    closed = which | {"closing__state": ClosingState.CLOSED, "closing__month__in": months}
    figures = CadreFigure.objects.filter(**closed).order_by().values("cadre")
    sums = figures.annotate(months=Count("pk"), **{f"sum_{name}": Sum(name) for name in SUMS})
    rewards = by_cadre(RewardLine.objects.filter(**closed), Sum("reward"))
    opened = Review.objects.filter(**which, opened_month__in=months).exclude(state=ReviewState.WITHDRAWN)
    reviews = by_cadre(opened, Count("pk"))
    found = {row["cadre"]: row for row in sums}
    return {cadre: one_year(found.get(cadre, {}), rewards.get(cadre, 0), reviews.get(cadre, 0)) for cadre in
            found.keys() | rewards.keys() | reviews.keys()}  # fmt: skip


def by_cadre(rows, what) -> dict[int, int]:
    return dict(rows.order_by().values("cadre").annotate(value=what).values_list("cadre", "value"))


def one_year(sums: dict, reward: int, reviews: int) -> YearFigures:
    figures = {name: sums.get(f"sum_{name}", 0) for name in SUMS}
    return YearFigures(months=sums.get("months", 0), reward=reward, reviews=reviews, **figures)
