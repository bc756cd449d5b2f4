"""The cadre's reviews on the phone: the facts that the office sees too, the steps, the decision, what can be done."""

from datetime import date

from django.utils.translation import gettext as _

from arrears.periods import paid_through
from cadres.models import Cadre
from kaderjkn.common.formatting import local_time, long_date

from ..reviews.actions import last_day_to_answer, last_day_to_appeal, may_appeal
from ..reviews.enums import DECIDED, Obstacle, ReviewState
from ..reviews.facts import rows_of_month
from ..reviews.models import Review, ReviewReminder, ReviewWarning
from ..reviews.models_after import Appeal
from ..reviews.timeline import timeline
from ..views.review_facts import month_rows, paid_words, review_facts
from ..views.review_presenters import review_status
from .tables import as_table


def reviews_of(cadre: Cadre) -> dict:
    """The warning that stands, and every review, newest first; the facts in full while it may still be answered."""
    reviews = Review.objects.filter(branch=cadre.branch_id, cadre=cadre).counting()
    rows = reviews.select_related("branch", "cadre").prefetch_related("months", "looks").order_by("-opened_month")
    warnings = ReviewWarning.objects.filter(branch=cadre.branch_id, cadre=cadre).newest()
    return {
        "reviews": [review_of(review) for review in rows],
        "warnings": [
            {
                "id": one.pk,
                "months": len(one.months),
                "seen_at": one.seen_at and local_time(one.seen_at, cadre.branch.zone),
            }
            for one in warnings
        ],
        "obstacles": [[value, str(label)] for value, label in Obstacle.choices],
    }


def review_of(review: Review) -> dict:
    today, last_day = review.branch.today(), last_day_to_answer(review)
    reminders = ReviewReminder.objects.standing().for_cadre().filter(review=review)
    return {
        "id": review.pk,
        "month": review.opened_month,
        "status": [str(part) for part in review_status(review)],
        "is_open": review.state == ReviewState.OPEN,
        "is_decided": review.state in DECIDED,
        "is_notice_seen": review.notice_seen_at is not None,
        "is_decision_seen": review.decision_seen_at is not None,
        "can_answer": review.state == ReviewState.OPEN and (last_day is None or today <= last_day),
        "last_day": last_day,
        "answer_days": review.answer_days,
        "is_ending": reminders.exists(),
        "answer": review.answer,
        "answer_obstacles": review.obstacles,
        "reason": review.reason,
        "look_again_on": review.look_again_on,
        "ends_on": review.ends_on,
        "appeal": appeal_of(review),
        "may_appeal": may_appeal(review),
        "last_day_to_appeal": last_day_to_appeal(review),
        "paid_note": paid_words(paid_through(review.branch)),
        "tables": fact_tables(review),
        "months": [month_detail(review, row.month) for row in review.months.all()],
        "steps": [step_of(step, review.branch.zone) for step in timeline(review)],
    }


def appeal_of(review: Review) -> dict | None:
    appeal = Appeal.objects.filter(review=review).first()
    return appeal and {
        "state": str(appeal.get_state_display()),
        "is_overturned": appeal.state == "overturned",
        "text": appeal.text,
        "reason": appeal.reason,
    }


def fact_tables(review: Review) -> list[dict]:
    """What the review rests on, as the supervisor reads it; tables without rows are left out."""
    facts = review_facts(review, review_url=lambda _review: "")
    captions = {
        "month": (_("Bulan demi bulan"), "months"),
        "uncounted": (_("Pembayaran yang datang tetapi tidak diakui untuk kader"), "uncounted"),
        "earlier": (_("Tinjauan lain kader ini"), "earlier"),
        "incident": (_("Laporan integritas"), "incidents"),
    }
    return [
        as_table(caption, facts[f"{name}_columns"], facts[rows])
        for name, (caption, rows) in captions.items()
        if facts[rows]
    ]


def month_detail(review: Review, month: date) -> dict:
    """The rows behind one month."""
    rows = month_rows(rows_of_month(review, month))
    captions = {
        "contact": (_("Kontak"), "contacts"),
        "promise": (_("Janji"), "promises"),
        "meeting": (_("Pertemuan"), "meetings"),
        "payment": (_("Pembayaran tanpa pengakuan"), "payments"),
    }
    return {
        "month": month,
        "tables": [
            as_table(caption, rows[f"{name}_columns"], rows[key])
            for name, (caption, key) in captions.items()
            if rows[key]
        ],
    }


def step_of(step: dict, zone) -> dict:
    when = step["when"]
    return {
        "when": local_time(when, zone) if hasattr(when, "hour") else long_date(when),
        "title": str(step["title"]),
        "text": str(step.get("text") or ""),
        "by": str(step.get("by") or ""),
        "kind": step.get("kind") or "",
    }
