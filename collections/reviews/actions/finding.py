"""Getting hold of a review that an act is about, locked, in the state that the act needs."""

from django.utils.translation import gettext as _

from ..enums import DECIDED, ReviewState
from ..errors import CannotDecide
from ..models import Review


def undecided(review: Review) -> Review:
    """The review, locked; refuse one that is over."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.state != ReviewState.OPEN:
        raise CannotDecide(_("Tinjauan ini sudah selesai."))
    return review


def decided(review: Review) -> Review:
    """The review, locked; refuse one that has no decision."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.state not in DECIDED:
        raise CannotDecide(_("Tinjauan ini belum diputuskan."))
    return review
