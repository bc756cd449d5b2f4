"""Looking at a coaching again: what was found, and when the next look is, if there is one."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from ..enums import ReviewState
from ..errors import CannotDecide
from ..models import LookAgain, Review
from .finding import decided


def coaching_day(review: Review) -> date | None:
    """The day of the next look: that of the newest look, else of the decision; None when coaching is over."""
    looks = list(review.looks.all())
    return looks[-1].next_on if looks else review.look_again_on


def look_again(*, review: Review, found: str, by: User, next_on: date | None = None) -> LookAgain:
    """Keep what was found; with a next day the coaching goes on, without one it is over."""
    if not found.strip():
        raise CannotDecide(_("Tulis apa yang Anda temukan."))
    with transaction.atomic(), acting(by, kind="look again"):
        review = decided(review)
        if review.state != ReviewState.COACHING or not Review.objects.in_coaching().filter(pk=review.pk).exists():
            raise CannotDecide(_("Pembinaan ini sudah selesai."))
        if next_on and next_on <= review.branch.today():
            raise CannotDecide(_("Hari meninjau lagi harus sesudah hari ini."))
        return LookAgain.objects.create(review=review, found=found.strip(), next_on=next_on, by=by)
