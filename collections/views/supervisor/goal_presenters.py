"""The table of goals: a field for each cadre beside what was collected in the period before."""

from datetime import date

from django.db.models import Sum

from kaderjkn.common.models import Branch
from kaderjkn.common.months import add_months

from ...closing.enums import CURRENT_STATES
from ...closing.models import CadreFigure


def goal_rows(form, branch: Branch, starts_on: date, months: int) -> list[dict]:
    before = figures_between(branch, add_months(starts_on, -months), starts_on)
    present = figures_between(branch, starts_on, add_months(starts_on, months))
    rows = []
    for name, cadre in form.cadres.items():
        last, now = before.get(cadre.pk, (0, 0)), present.get(cadre.pk, (0, 0))
        rows.append({"field": form[name], "cadre": cadre, "last": last[0], "last_rate": last, "now": now[0]})
    return rows


def figures_between(branch: Branch, first: date, end: date) -> dict[int, tuple[int, int]]:
    """Collected and target by cadre, of the current closings of the months first..end, end not included."""
    figures = CadreFigure.objects.filter(
        branch=branch, closing__state__in=CURRENT_STATES, closing__month__gte=first, closing__month__lt=end
    )
    sums = figures.order_by().values("cadre").annotate(collected=Sum("collected"), target=Sum("target"))
    return {row["cadre"]: (row["collected"], row["target"]) for row in sums}
