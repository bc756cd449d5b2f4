"""Deadlines of reviews, noted once by the daily job: an answer's time running out, ready to decide, coaching due.

A note is a reminder, never a decision: nobody is ended by a job (RULES 7).
"""

from datetime import date, timedelta

from django.db.models import QuerySet

from kaderjkn.common.models import Branch

from .actions import last_day_to_answer, may_decide_from
from .enums import ReminderKind
from .models import Review, ReviewReminder

DAYS_BEFORE = timedelta(days=2)


def note_deadlines(branch: Branch) -> int:
    """Note what is due on the branch's own today; run twice it adds nothing. Return how many were added."""
    today = branch.today()
    mine = Review.objects.filter(branch=branch)
    due = [*_undecided(mine.undecided(), today), *_coached(mine.in_coaching(), today)]
    reminders = [
        ReviewReminder(branch=branch, review=review, kind=kind, due_on=day, noted_on=today) for review, kind, day in due
    ]
    before = ReviewReminder.objects.filter(branch=branch).count()
    ReviewReminder.objects.bulk_create(reminders, ignore_conflicts=True)
    return ReviewReminder.objects.filter(branch=branch).count() - before


def _undecided(reviews: QuerySet[Review], today: date):
    for review in reviews.select_related("branch"):
        last_day, from_day = last_day_to_answer(review), may_decide_from(review)
        if review.answered_at:
            yield review, ReminderKind.READY, review.answered_at.astimezone(review.branch.zone).date()
        elif from_day and today >= from_day:
            yield review, ReminderKind.READY, from_day
        elif last_day and today >= last_day - DAYS_BEFORE:
            yield review, ReminderKind.ANSWER_ENDING, last_day


def _coached(reviews: QuerySet[Review], today: date):
    return [(review, ReminderKind.LOOK_AGAIN, review.look_on) for review in reviews.filter(look_on__lte=today)]
