"""The decision of a review: by a supervisor, with a reason, after the answer or the time for it."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.models import User
from kaderjkn.common.sql_jobs import branch_writer

from ..ending import end_and_hand_over
from ..enums import DECIDED, ReviewState
from ..errors import CannotDecide
from ..models import Review
from .finding import undecided


def may_decide_from(review: Review) -> date | None:
    """The first day on which it can be decided without an answer; None while the notice has not been given."""
    return review.noticed_on and review.noticed_on + timedelta(days=review.answer_days + 1)


def decide_review(
    *,
    review: Review,
    decision: ReviewState,
    reason: str,
    by: User | None,
    look_again_on: date | None = None,
    ends_on: date | None = None,
    hand_over_to: Cadre | None = None,
    successors: Mapping[int, Cadre | None] | None = None,
) -> Review:
    """Decide with a reason. `end` ends agreement and territories from `ends_on` on, the first day without them.

    Territories and cases then go to the `successors` by kelurahan, the others to `hand_over_to`, or to nobody.
    """
    with branch_writer(review.branch.code), acting(by, kind="decide review"):
        review = undecided(review)
        _refuse_incomplete(review, decision, reason, look_again_on, ends_on)
        review.state, review.reason = decision, reason.strip()
        review.decided_by, review.decided_at = by, timezone.now()
        review.look_again_on = look_again_on if decision == ReviewState.COACHING else None
        review.ends_on = ends_on if decision == ReviewState.END else None
        review.save(update_fields=["state", "reason", "decided_by", "decided_at", "look_again_on", "ends_on"])
        if decision == ReviewState.END:
            end_and_hand_over(review=review, on=ends_on, to=hand_over_to, by_area=successors, by=by)
    return review


def _refuse_incomplete(review: Review, decision, reason: str, look_again_on, ends_on) -> None:
    if decision not in DECIDED:
        raise CannotDecide(_("Pilih keputusan: lanjut, pembinaan, atau berakhir."))
    if not reason.strip():
        raise CannotDecide(_("Tulis alasan keputusan."))
    if decision == ReviewState.COACHING and look_again_on is None:
        raise CannotDecide(_("Isi tanggal meninjau lagi."))
    if decision == ReviewState.END and ends_on is None:
        raise CannotDecide(_("Isi hari berakhirnya kemitraan."))
    if decision == ReviewState.END and ends_on <= review.branch.today():
        raise CannotDecide(_("Hari terakhir kemitraan paling awal hari ini."))
    waits_until = may_decide_from(review)
    if not review.answer and (waits_until is None or review.branch.today() < waits_until):
        raise CannotDecide(_("Tunggu jawaban kader atau sampai waktu menjawabnya habis."))


def see_decision(*, review: Review, by: User) -> Review:
    """Note that the cadre saw the decision; the time to appeal runs from here."""
    with transaction.atomic(), acting(by, kind="see decision"):
        Review.objects.decided().filter(pk=review.pk, decision_seen_at=None).update(decision_seen_at=timezone.now())
    review.refresh_from_db()
    return review
