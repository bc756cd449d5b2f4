"""How far a cadre has come toward the goals that hold in a month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from cadres.models import Cadre
from kaderjkn.common.months import add_months

from ..closing.enums import CURRENT_STATES
from ..closing.models import CadreFigure
from .models import MONTH, QUARTER, CadreGoal


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """`collected` of `amount` rupiah, in the months from `starts_on` on that have figures."""

    starts_on: date
    months: int
    amount: int
    collected: int


def quarter_of(month: date) -> date:
    """The first month of the quarter."""
    return month.replace(month=month.month - (month.month - 1) % 3)


def progress_of(cadre: Cadre, month: date) -> list[GoalProgress]:
    """The goals of the month and of its quarter, where they were set."""
    starts = {MONTH: month, QUARTER: quarter_of(month)}
    found = []
    for months, starts_on in starts.items():
        goal = CadreGoal.objects.filter(cadre=cadre, starts_on=starts_on, months=months).first()
        if goal:
            found.append(GoalProgress(starts_on, months, goal.amount, collected_in(cadre, starts_on, months)))
    return found


def collected_in(cadre: Cadre, starts_on: date, months: int) -> int:
    """Collected by the cadre by the current closings of the range; late collection is left out, as in the rate."""
    figures = CadreFigure.objects.filter(
        branch=cadre.branch_id,
        cadre=cadre,
        closing__state__in=CURRENT_STATES,
        closing__month__gte=starts_on,
        closing__month__lt=add_months(starts_on, months),
    )
    return figures.aggregate(sum=Sum("collected"))["sum"] or 0
