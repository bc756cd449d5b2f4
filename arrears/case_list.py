"""The list of a month as staff see it: cases with their holder, and all households of the newest list."""

from datetime import date

from django.db.models import Count, QuerySet, Sum

from cadres.models import Cadre
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import next_month

from .enums import CaseStatus
from .models import ArrearsList, Case, CaseHolder, ListedHousehold, Participant

LEFT_LIST = "left_list"
UNASSIGNED = "unassigned"
WAITING = "waiting"


def newest_list(branch: Branch, month: date) -> ArrearsList | None:
    """The list in force that counts for the month."""
    return ArrearsList.objects.in_force().filter(branch=branch, month=month).newest_first().first()


def working_month(branch: Branch) -> date | None:
    """The newest month that has begun; None before the first list."""
    begun = Period.objects.filter(branch=branch, month__lte=branch.today())
    return begun.order_by("-month").values_list("month", flat=True).first()


def cases(branch: Branch, month: date, *, has_left_list: bool = False) -> QuerySet:
    """Cases of the month."""
    rows = Case.objects.filter(branch=branch, month=month)
    return rows.filter(left_list=True) if has_left_list else rows


def held_by(rows: QuerySet, branch: Branch, month: date, cadre: Cadre) -> QuerySet:
    """Cases of the month whose last holder the cadre is. Holders change inside the month only (RULES 3.6)."""
    days = {"from_on__gte": month, "from_on__lt": next_month(month)}
    last = CaseHolder.objects.filter(branch=branch, cadre=cadre, **days).current()
    return rows.filter(pk__in=last.values("case"))


def listed(branch: Branch, month: date, status: str = "") -> QuerySet:
    """Households of the month's newest list: all, those that are no case, or those of one status."""
    rows = ListedHousehold.objects.filter(branch=branch, list=newest_list(branch, month))
    if status == UNASSIGNED:
        return rows.exclude(status=CaseStatus.ASSIGNED)
    if status == WAITING:
        return rows.filter(status=CaseStatus.WAITING)
    return rows.filter(status=status) if status else rows


def totals(rows: QuerySet, amount: str = "target") -> dict:
    """Households and rupiah of a whole set."""
    return rows.order_by().aggregate(households=Count("pk"), rupiah=Sum(amount))


def names_of_heads(branch: Branch, rows: list) -> dict[str, str]:
    """Names by head card, for the rows of one page."""
    cards = [row.head_card for row in rows]
    return dict(Participant.objects.filter(branch=branch, card__in=cards).values_list("card", "name"))


def last_cadres(rows: list) -> dict[int, Cadre]:
    """The last holder of each case of one page, by the case; nobody is left out."""
    holders = CaseHolder.objects.current().filter(case__in=[row.pk for row in rows], cadre__isnull=False)
    return {holder.case_id: holder.cadre for holder in holders.select_related("cadre")}
