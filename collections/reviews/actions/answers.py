"""The cadre's written answer. Every version stays in the audit trail; the timeline shows them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from ..enums import Obstacle
from ..errors import CannotDecide
from ..models import Review
from .finding import undecided


def last_day_to_answer(review: Review) -> date | None:
    """The last day on which the cadre may answer; None while no notice has been given."""
    return review.noticed_on and review.noticed_on + timedelta(days=review.answer_days)


def answer_review(*, review: Review, text: str, by: User, obstacles: Iterable[str] = ()) -> Review:
    """Keep the cadre's answer and what stood in the way; it can be changed until the time is over."""
    chosen = [each for each in Obstacle.values if each in set(obstacles)]
    if not text.strip():
        raise CannotDecide(_("Tulis jawaban Anda dulu."))
    with transaction.atomic(), acting(by, kind="answer review"):
        review = undecided(review)
        today, last_day = review.branch.today(), last_day_to_answer(review)
        if last_day and today > last_day:
            raise CannotDecide(_("Waktu menjawab sudah lewat; hubungi supervisor Anda."))
        review.answer, review.obstacles, review.answered_at = text.strip(), chosen, timezone.now()
        review.noticed_on = review.noticed_on or today
        review.save(update_fields=["answer", "obstacles", "answered_at", "noticed_on"])
    return review
