"""What people do with a review: notice, answer, decide, excuse. Nobody is ended by a job (RULES 7)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.actions.handover import hand_over_cases
from cadres.actions import end_partnership
from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.models import User
from kaderjkn.common.sql_jobs import branch_writer

from .enums import DECIDED, PassReason, ReviewState
from .errors import CannotDecide
from .models import ExcusedMonth, Review
from .opening import open_reviews, take_back_reviews

__all__ = [
    "answer_review",
    "decide_review",
    "excuse_month",
    "may_decide_from",
    "open_reviews",
    "see_notice",
    "take_back_reviews",
]


def may_decide_from(review: Review) -> date | None:
    """The first day on which it can be decided without an answer; None while the notice has not been given."""
    return review.noticed_on and review.noticed_on + timedelta(days=review.answer_days + 1)


def see_notice(*, review: Review, by: User | None) -> Review:
    """Note the day on which the cadre saw the notice or was handed it; only the first one counts."""
    with transaction.atomic(), acting(by, kind="see notice"):
        review = _undecided(review)
        if review.noticed_on is None:
            review.noticed_on = review.branch.today()
            review.save(update_fields=["noticed_on"])
    return review


def answer_review(*, review: Review, text: str, by: User) -> Review:
    """Keep the cadre's written answer; it can be changed until the decision."""
    if not text.strip():
        raise CannotDecide(_("Tulis jawaban Anda dulu."))
    with transaction.atomic(), acting(by, kind="answer review"):
        review = _undecided(review)
        today = review.branch.today()
        last_day = review.noticed_on and review.noticed_on + timedelta(days=review.answer_days)
        if last_day and today > last_day:
            raise CannotDecide(_("Waktu menjawab sudah lewat; hubungi supervisor Anda."))
        review.answer, review.answered_at = text.strip(), timezone.now()
        review.noticed_on = review.noticed_on or today
        review.save(update_fields=["answer", "answered_at", "noticed_on"])
    return review


def decide_review(
    *,
    review: Review,
    decision: ReviewState,
    reason: str,
    by: User | None,
    look_again_on: date | None = None,
    ends_on: date | None = None,
    hand_over_to: Cadre | None = None,
) -> Review:
    """Decide with a reason. `end` ends agreement and territory, and hands the cases over, from `ends_on` on."""
    with branch_writer(review.branch.code), acting(by, kind="decide review"):
        review = _undecided(review)
        _refuse_incomplete(review, decision, reason, look_again_on, ends_on)
        review.state, review.reason = decision, reason.strip()
        review.decided_by, review.decided_at = by, timezone.now()
        review.look_again_on = look_again_on if decision == ReviewState.COACHING else None
        review.ends_on = ends_on if decision == ReviewState.END else None
        review.save(update_fields=["state", "reason", "decided_by", "decided_at", "look_again_on", "ends_on"])
        if decision == ReviewState.END:
            end_partnership(cadre=review.cadre, on=ends_on, by=by)
            hand_over_cases(cadre=review.cadre, day=ends_on, to=hand_over_to, by=by)
    return review


def excuse_month(*, cadre: Cadre, month: date, reason: PassReason, by: User | None) -> ExcusedMonth:
    """Pass a month over for a cadre; the next closing no longer counts it."""
    if reason not in PassReason.values:
        raise CannotDecide(_("Pilih alasan dari daftar."))
    with transaction.atomic(), acting(by, kind="excuse month"):
        excused, _created = ExcusedMonth.objects.get_or_create(
            cadre=cadre, month=month, defaults={"branch": cadre.branch, "reason": reason, "by": by}
        )
    return excused


def _undecided(review: Review) -> Review:
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.state != ReviewState.OPEN:
        raise CannotDecide(_("Tinjauan ini sudah selesai."))
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
    waits_until = may_decide_from(review)
    if not review.answer and (waits_until is None or review.branch.today() < waits_until):
        raise CannotDecide(_("Tunggu jawaban kader atau sampai waktu menjawabnya habis."))
