"""What the phone tells of reading: the office sees that an answer has reached its cadre."""

from datetime import datetime

from kaderjkn.common.models import User

from ..models import MeetingNote
from .acts import act


@act
def see_answer(*, note: MeetingNote, of: datetime, by: User, at: datetime) -> None:
    """The cadre has read the answer of that moment; where there is another one by now, it is still to be read.

    Read already, or removed with its note: no change.
    """
    found = MeetingNote.objects.select_for_update().filter(pk=note.pk).first()
    if found is None or found.answered_at != of or not found.is_answer_new:
        return
    found.answer_seen_at = max(at, of)  # a phone's clock may be a little behind
    found.save(update_fields=["answer_seen_at"])
