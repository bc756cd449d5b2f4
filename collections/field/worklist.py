"""Which month cadres work on."""

from datetime import date

from kaderjkn.common.models import Branch, Period


def working_month(branch: Branch) -> date | None:
    """The newest open month that has begun; None before the first list."""
    begun = Period.objects.open().filter(branch=branch, month__lte=branch.today())
    return begun.order_by("-month").values_list("month", flat=True).first()
