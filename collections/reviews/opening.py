"""What a closing does to reviews: void, open, warn; and what a reopening takes back (RULES 6 and 7)."""

from collections import defaultdict
from datetime import date

from django.db.models import Sum
from django.utils import timezone

from kaderjkn.common.months import month_text
from kaderjkn.common.sql_jobs import fetch_all, sql_beside

from .enums import DECIDED, ReviewState
from .models import Review, ReviewMonth, ReviewWarning

MONTHS = sql_beside(__file__, "find.sql")
FACTS = ("month", "cases", "target", "contacts", "meetings_counted", "meetings_attended")


def open_reviews(closing) -> list[Review]:
    """After a closing: void what late collection has answered, then open what is due, and warn one month before."""
    _void_or_flag(closing)
    by_cadre = defaultdict(list)
    for row in fetch_all(MONTHS, {"branch": closing.branch_id, "month": closing.month}):
        by_cadre[row["cadre_id"]].append(row)
    needed = closing.policy.review_months
    opened = []
    for cadre, months in by_cadre.items():
        if _is_due(cadre, months[:needed], needed, closing.month):
            opened.append(_open(closing, cadre, months[:needed]))
        elif needed > 1 and _is_due(cadre, months[: needed - 1], needed - 1, closing.month):
            texts = sorted(month_text(row["month"]) for row in months[: needed - 1])
            ReviewWarning.objects.create(branch=closing.branch, cadre_id=cadre, closing=closing, months=texts)
    return opened


def take_back_reviews(closing) -> None:
    """A reopened month takes its undecided reviews and its warnings with it, and voids nothing any more."""
    now = timezone.now()
    Review.objects.filter(opened_by=closing, state=ReviewState.OPEN).update(state=ReviewState.WITHDRAWN, closed_at=now)
    voided = Review.objects.filter(voided_by=closing, state=ReviewState.VOID)
    voided.update(state=ReviewState.OPEN, voided_by=None, closed_at=None)
    ReviewWarning.objects.filter(closing=closing).delete()


def _void_or_flag(closing) -> None:
    """Late collection in one of its months voids an open review and flags a decided one."""
    for review in Review.objects.filter(branch=closing.branch, state__in=(ReviewState.OPEN, *DECIDED)):
        if not _has_collected(review):
            continue
        if review.state == ReviewState.OPEN:
            review.state, review.voided_by, review.closed_at = ReviewState.VOID, closing, timezone.now()
            review.save(update_fields=["state", "voided_by", "closed_at"])
        elif not review.is_flagged:
            review.is_flagged = True
            review.save(update_fields=["is_flagged"])


def _has_collected(review: Review) -> bool:
    sums = (
        review.cadre.settlements.filter(
            is_current=True, closing__state="closed", paid_month__in=review.months.values("month")
        )
        .values("paid_month")
        .annotate(amount=Sum("eligible"))
    )
    return any(row["amount"] for row in sums)


def _is_due(cadre: int, months: list[dict], needed: int, month: date) -> bool:
    if len(months) < needed or months[0]["month"] != month or any(row["collected"] for row in months):
        return False
    reviews = Review.objects.filter(cadre=cadre)
    covered = reviews.filter(state__in=DECIDED, months__month__in=[row["month"] for row in months])
    return not reviews.undecided().exists() and not covered.exists()


def _open(closing, cadre: int, months: list[dict]) -> Review:
    review = Review.objects.create(
        branch=closing.branch,
        cadre_id=cadre,
        opened_by=closing,
        opened_month=closing.month,
        opened_at=timezone.now(),
        answer_days=closing.policy.review_answer_days,
    )
    ReviewMonth.objects.bulk_create(ReviewMonth(review=review, **{name: row[name] for name in FACTS}) for row in months)
    return review
