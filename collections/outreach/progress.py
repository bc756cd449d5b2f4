"""How far the calls are: per officer and day, and what waits in whose queue."""

from datetime import date

from django.db.models import Count, Q, Sum

from kaderjkn.common.models import Branch, User

from .enums import UNREACHED_RESULTS, CallResult, CallState
from .jobs.call_list import current_list
from .models import CallEntry, OfficeContact


def calls_by_day(branch: Branch, first: date, last: date) -> list[dict]:
    """Calls of each officer on each day, newest day first: made, reached, promised with rupiah, refused."""
    rows = OfficeContact.objects.calls().filter(branch=branch, made_on__range=(first, last))
    return list(
        rows.values("made_on", "recorded_by", "recorded_by__name", "recorded_by__username")
        .annotate(
            calls=Count("pk"),
            households=Count("household", distinct=True),
            reached=Count("pk", filter=~Q(result__in=UNREACHED_RESULTS)),
            promised=Count("pk", filter=Q(result=CallResult.PROMISED)),
            amount=Sum("promised_amount"),
            refused=Count("pk", filter=Q(result__in=[CallResult.REFUSED, CallResult.DO_NOT_CONTACT])),
        )
        .order_by("-made_on", "recorded_by__name", "recorded_by")
    )


def queues(branch: Branch) -> list[dict]:
    """What waits and what is done, by queue; nobody's queue last."""
    today = branch.today()
    rows = CallEntry.objects.listed().filter(branch=branch, list=current_list(branch))
    counted = (
        rows.order_by()
        .values("officer")
        .annotate(
            due=Count("pk", filter=Q(state=CallState.WAITING, next_call_on__lte=today)),
            later=Count("pk", filter=Q(state=CallState.WAITING, next_call_on__gt=today)),
            done=Count("pk", filter=Q(state=CallState.DONE)),
            unreachable=Count("pk", filter=Q(state__in=[CallState.NO_NUMBER, CallState.WRONG_NUMBER])),
            amount=Sum("amount"),
        )
    )
    found = list(counted)
    people = User.objects.in_bulk([row["officer"] for row in found if row["officer"]])
    for row in found:
        row["officer"] = people.get(row["officer"])
    return sorted(found, key=lambda row: (row["officer"] is None, str(row["officer"] or "")))
