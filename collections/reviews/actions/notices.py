"""The notice reaches the cadre: on the phone, or as a letter that is handed over. So does the warning before."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from ..errors import CannotDecide
from ..models import Review, ReviewWarning
from .finding import undecided


def see_warning(*, warning: ReviewWarning, by: User) -> ReviewWarning:
    """Note when the cadre said that the warning was read; only the first time counts."""
    with transaction.atomic(), acting(by, kind="see warning"):
        ReviewWarning.objects.filter(pk=warning.pk, seen_at=None).update(seen_at=timezone.now())
    warning.refresh_from_db()
    return warning


def see_notice(*, review: Review, by: User | None) -> Review:
    """Note that the cadre saw the notice on the phone; the time to answer runs from the first notice."""
    with transaction.atomic(), acting(by, kind="see notice"):
        review = undecided(review)
        if review.notice_seen_at is None:
            review.notice_seen_at = timezone.now()
            review.noticed_on = review.noticed_on or review.branch.today()
            review.save(update_fields=["notice_seen_at", "noticed_on"])
    return review


def hand_over_notice(*, review: Review, day: date, by: User) -> Review:
    """Note the day on which the letter was handed over; the time to answer runs from the first notice."""
    with transaction.atomic(), acting(by, kind="hand over notice"):
        review = undecided(review)
        _refuse_day(review, day)
        if review.handed_over_on is not None:
            raise CannotDecide(_("Penyerahan surat ini sudah dicatat."))
        review.handed_over_on, review.handed_over_by = day, by
        review.noticed_on = review.noticed_on or day
        review.save(update_fields=["handed_over_on", "handed_over_by", "noticed_on"])
    return review


def _refuse_day(review: Review, day: date) -> None:
    if day > review.branch.today():
        raise CannotDecide(_("Hari penyerahan belum tiba."))
    if day < review.opened_at.astimezone(review.branch.zone).date():
        raise CannotDecide(_("Hari penyerahan lebih awal daripada hari tinjauan dibuka."))
