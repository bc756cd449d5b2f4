"""The cadre's appeal to the regional supervisor: once, in time, and decided with a reason by a person."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User
from kaderjkn.common.sql_jobs import branch_writer

from ..ending import restore
from ..enums import AppealState, ReviewState
from ..errors import CannotDecide
from ..models import Review
from ..models_after import Appeal, Ending
from .finding import decided

APPEALABLE = (ReviewState.COACHING, ReviewState.END)


def last_day_to_appeal(review: Review) -> date | None:
    """The last day on which the cadre may appeal; None while the decision has not been seen."""
    if review.decision_seen_at is None:
        return None
    return review.decision_seen_at.astimezone(review.branch.zone).date() + timedelta(days=review.answer_days)


def may_appeal(review: Review) -> bool:
    """Whether the cadre may appeal today: a decision that burdens, in time, and not appealed before."""
    last_day = last_day_to_appeal(review)
    is_in_time = last_day is None or review.branch.today() <= last_day
    return review.state in APPEALABLE and is_in_time and not hasattr(review, "appeal")


def file_appeal(*, review: Review, text: str, by: User) -> Appeal:
    """Ask the regional supervisor to look at the decision again."""
    if not text.strip():
        raise CannotDecide(_("Tulis isi banding Anda dulu."))
    with transaction.atomic(), acting(by, kind="file appeal"):
        review = decided(review)
        if not may_appeal(review):
            raise CannotDecide(_("Banding atas keputusan ini tidak dapat diajukan (lagi)."))
        try:
            return Appeal.objects.create(branch=review.branch, review=review, against=review.state, text=text.strip())
        except IntegrityError as error:
            raise CannotDecide(_("Banding atas keputusan ini sudah diajukan.")) from error


def decide_appeal(*, appeal: Appeal, is_upheld: bool, reason: str, by: User) -> Appeal:
    """Uphold the decision, or overturn it: the partnership goes on, and an ending is put back as it was."""
    if not reason.strip():
        raise CannotDecide(_("Tulis alasan putusan."))
    with branch_writer(appeal.branch.code), acting(by, kind="decide appeal"):
        appeal = Appeal.objects.select_for_update(of=["self"]).select_related("branch").get(pk=appeal.pk)
        if appeal.state != AppealState.OPEN:
            raise CannotDecide(_("Banding ini sudah diputuskan."))
        appeal.state = AppealState.UPHELD if is_upheld else AppealState.OVERTURNED
        appeal.reason, appeal.decided_by, appeal.decided_at = reason.strip(), by, timezone.now()
        if not is_upheld:
            appeal.manual_steps = _overturn(decided(appeal.review), by)
        appeal.save(update_fields=["state", "reason", "decided_by", "decided_at", "manual_steps"])
    return appeal


def _overturn(review: Review, by: User) -> list[str]:
    """The review stays decided, now as `continue`; return what has to be done by hand."""
    steps = restore(review=review, by=by) if review.state == ReviewState.END else []
    review.state, review.look_again_on, review.ends_on = ReviewState.CONTINUE, None, None
    review.save(update_fields=["state", "look_again_on", "ends_on"])
    Ending.objects.filter(review=review).update(restored_at=timezone.now())
    return steps
