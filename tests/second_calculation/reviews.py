"""Three-month reviews (RULES section 7): void first, then open."""

from tests.second_calculation.assignment import has_agreement, held_any_day
from tests.second_calculation.dated_settings import policy_of
from tests.second_calculation.state import Review
from tests.second_calculation.values import days_of, period_of

DECISIONS = ("continue", "coaching", "end")


def after_closing(book, period):
    void_reviews(book, period)
    for cadre in sorted(book.cadres):
        open_review(book, cadre, period)


def collected_in(book, cadre, month):
    """Own and late collection of the cadre, by the month in which it was paid, less what was taken back."""
    return sum(
        item.eligible
        for closing in book.closings.values()
        for item in closing.items
        if item.collector == cadre and item.own_period == month
    )


def void_reviews(book, period):
    for review in book.reviews:
        if review.status == "open" and any(collected_in(book, review.cadre, month) for month in review.months):
            review.status, review.voided_by = "void", period


def counts_for(book, cadre, month):
    """Whether the month is looked at: agreement every day, a case any day, payments known, not excused."""
    return (
        all(has_agreement(book, cadre, day) for day in days_of(month))
        and held_any_day(book, cadre, month)
        and any(period_of(paid.paid_on) == month and not paid.cancels for paid in book.payments.values())
        and (cadre, month) not in book.excused
    )


def open_review(book, cadre, period):
    wanted = policy_of(book, period).review_months
    months = [month for month in sorted(book.closings) if month <= period and counts_for(book, cadre, month)][-wanted:]
    if len(months) < wanted or period not in months:
        return
    if any(collected_in(book, cadre, month) for month in months):
        return
    earlier = [review for review in book.reviews if review.cadre == cadre]
    if any(review.status == "open" for review in earlier):
        return
    if any(review.status in DECISIONS and set(review.months) & set(months) for review in earlier):
        return
    book.reviews.append(Review(cadre, period, months))


def forget_closing(book, period):
    """Reopening: what the closing opened goes, what it voided is open again; a later closing decides anew."""
    book.reviews = [review for review in book.reviews if review.opened != period or review.status in DECISIONS]
    for review in book.reviews:
        if review.voided_by == period:
            review.status, review.voided_by = "open", None
