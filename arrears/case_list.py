"""The list of a month as staff see it: cases with their holder, or households that are none, by reason."""

from datetime import date

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Sum, Value

from kaderjkn.common.models import Branch, Period

from .enums import CaseStatus
from .models import ArrearsList, Case, HouseholdKey, ListedHousehold, Participant

SEARCH_LENGTH = 3
LEFT_LIST = "left_list"
UNASSIGNED = "unassigned"
MONTHS = {"1-3": (1, 3), "4-6": (4, 6), "7-12": (7, 12), "13-24": (13, 24), "25-": (25, 999)}


def newest_list(branch: Branch, month: date) -> ArrearsList | None:
    """The list in force that counts for the month."""
    return ArrearsList.objects.in_force().filter(branch=branch, month=month).newest_first().first()


def working_month(branch: Branch) -> date | None:
    """The newest month that has begun; None before the first list."""
    begun = Period.objects.filter(branch=branch, month__lte=branch.today())
    return begun.order_by("-month").values_list("month", flat=True).first()


def cases(branch: Branch, month: date, *, has_left_list: bool = False) -> QuerySet:
    """Cases of the month with `amount` and `last_cadre`."""
    rows = Case.objects.filter(branch=branch, month=month).with_last_holder().annotate(amount=F("target"))
    return rows.filter(left_list=True) if has_left_list else rows


def unassigned(branch: Branch, month: date, status: str | None) -> QuerySet:
    """Households of the newest list that are no case: those of one status, or all (None)."""
    rows = ListedHousehold.objects.filter(branch=branch, month=month, list=newest_list(branch, month))
    rows = rows.exclude(status=CaseStatus.ASSIGNED) if status is None else rows.filter(status=status)
    nobody = Value(None, output_field=BigIntegerField())
    return rows.annotate(last_cadre=nobody, left_list=Value("", output_field=CharField()))


def rows_of(branch: Branch, month: date, status: str) -> QuerySet:
    """The rows of one choice of the filter: cases where it is empty."""
    if status in ("", CaseStatus.ASSIGNED, LEFT_LIST):
        return cases(branch, month, has_left_list=status == LEFT_LIST)
    if status == UNASSIGNED:
        return unassigned(branch, month, None)
    return unassigned(branch, month, "" if status == "waiting" else status)


def matching(branch: Branch, text: str) -> Q:
    """Households by part of a name, or by the first or last digits of a KK or card number."""
    members = Participant.objects.filter(branch=branch)
    digits = text.replace(" ", "")
    if not digits.isdigit():
        return Q(household__in=members.filter(name__icontains=text).values("household"))
    keys = HouseholdKey.objects.filter(branch=branch).filter(Q(key__startswith=digits) | Q(key__endswith=digits))
    cards = members.filter(Q(card__startswith=digits) | Q(card__endswith=digits))
    return Q(household__in=keys.values("household")) | Q(household__in=cards.values("household"))


def totals(rows: QuerySet) -> dict:
    """Households and rupiah of the whole filtered set."""
    return rows.aggregate(households=Count("pk"), rupiah=Sum("amount"))


def names_of_heads(branch: Branch, rows: list) -> dict[str, str]:
    """Names by head card, for the rows of one page."""
    cards = [row.head_card for row in rows]
    return dict(Participant.objects.filter(branch=branch, card__in=cards).values_list("card", "name"))
