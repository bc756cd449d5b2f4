"""Where a branch stands in its month: imported, assigned, worked on, paid."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Sum

from arrears.case_list import newest_list, working_month
from arrears.enums import CaseStatus, TouchKind
from arrears.models import ArrearsList, Case, CaseTouch, ListedHousehold
from arrears.periods import paid_through
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import next_month

from .closing.models import Closing


@dataclass
class BranchMonth:
    """The figures of the branch's home. `closing` is the month as last computed, provisional while it is open."""

    branch: Branch
    today: date
    month: date | None
    list: ArrearsList | None = None
    statuses: dict[str, int] = field(default_factory=dict)
    cases: int = 0
    contacted: int = 0
    paid_through: date | None = None
    to_close: date | None = None
    closing: Closing | None = None
    active_cadres: int = 0

    @property
    def waiting(self) -> int:
        """Listed households that no assignment has looked at."""
        return self.statuses.get(CaseStatus.WAITING, 0)

    @property
    def is_list_missing(self) -> bool:
        """Today's calendar month has no list yet."""
        return self.list is None or self.month < self.today.replace(day=1)


def branch_month(branch: Branch) -> BranchMonth:
    """Read the month that the branch works on."""
    today, month = branch.today(), working_month(branch)
    if month is None:
        return BranchMonth(branch, today, None)
    newest = newest_list(branch, month)
    mine = Case.objects.filter(branch=branch, month=month)
    closing = Closing.objects.current().with_sums().filter(branch=branch, month=month).first()
    return BranchMonth(
        branch,
        today,
        month,
        list=newest,
        statuses=statuses_of(newest),
        cases=mine.count(),
        contacted=CaseTouch.objects.filter(case__in=mine, kind=TouchKind.CONTACT).count(),
        paid_through=paid_through(branch),
        to_close=month_to_close(branch, today),
        closing=closing,
        active_cadres=closing.cadrefigures.filter(is_active=True).count() if closing else 0,
    )


def newest_of(branch: Branch) -> ArrearsList | None:
    """The newest list of the month that the branch works on."""
    month = working_month(branch)
    return newest_list(branch, month) if month else None


def statuses_of(newest: ArrearsList | None) -> dict[str, int]:
    """Households of the list by status."""
    if newest is None:
        return {}
    rows = ListedHousehold.objects.filter(branch=newest.branch_id, list=newest)
    return dict(rows.order_by().values_list("status").annotate(count=Count("pk")))


def month_to_close(branch: Branch, today: date) -> date | None:
    """The earliest open month, where it is over; periods close in order."""
    first = Period.objects.open().filter(branch=branch).order_by("month").values_list("month", flat=True).first()
    return first if first and next_month(first) <= today else None


def arrears_by_district(newest: ArrearsList) -> list[dict]:
    """Households, participants and rupiah of a list per kecamatan; what is not placed stands last."""
    rows = ListedHousehold.objects.filter(branch=newest.branch_id, list=newest).order_by()
    sums = rows.values("area__parent__code", "area__parent__name").annotate(
        households=Count("pk"), participants=Sum("members"), amount=Sum("amount")
    )
    return sorted(sums, key=lambda row: (row["area__parent__code"] is None, row["area__parent__code"]))
