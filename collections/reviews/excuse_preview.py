"""What excusing a month would do at the next closing: the row of months without collection, before and after."""

from dataclasses import dataclass
from datetime import date

from cadres.models import Cadre
from kaderjkn.common.sql_jobs import fetch_all

from ..closing.models import Closing
from .models import ExcusedMonth, Review
from .opening import MONTHS


@dataclass(frozen=True)
class ExcusePreview:
    """`before` and `after` are the newest months in a row without collection; `needed` of them open a review."""

    before: list[date]
    after: list[date]
    needed: int
    is_excused: bool
    is_closed: bool
    open_review: Review | None


def preview_excuse(cadre: Cadre, month: date) -> ExcusePreview:
    """Nothing is written."""
    newest = Closing.objects.closed().filter(branch=cadre.branch_id).select_related("policy").order_by("-month").first()
    rows = _months_without_collection(cadre, newest.month) if newest else []
    return ExcusePreview(
        before=_row(rows),
        after=_row([row for row in rows if row["month"] != month]),
        needed=newest.policy.review_months if newest else 0,
        is_excused=ExcusedMonth.objects.filter(cadre=cadre, month=month).exists(),
        is_closed=bool(newest) and month <= newest.month,
        open_review=Review.objects.undecided().filter(cadre=cadre, months__month=month).first(),
    )


def _months_without_collection(cadre: Cadre, month: date) -> list[dict]:
    rows = fetch_all(MONTHS, {"branch": cadre.branch_id, "month": month})
    return [row for row in rows if row["cadre_id"] == cadre.pk]


def _row(rows: list[dict]) -> list[date]:
    """The newest months up to the first with collection."""
    found = []
    for row in rows:
        if row["collected"]:
            break
        found.append(row["month"])
    return found
