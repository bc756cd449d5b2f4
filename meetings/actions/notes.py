"""What cadres say at a meeting: feedback, and questions that are owed an answer by a day."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from cadres.models import Cadre
from kaderjkn.common.models import User
from kaderjkn.common.months import first_day

from ..enums import NoteKind
from ..errors import AnsweredMeanwhile, NoteRefused
from ..models import Meeting, MeetingNote
from ..validators import check_answer_due, check_meeting_held, check_note_kind, checked_words
from .acts import act
from .attendance import check_concerned


@act
def add_note(
    *,
    meeting: Meeting,
    cadre: Cadre,
    kind: str,
    text: str,
    answer_due: date | None = None,
    made_at: datetime | None = None,
    by: User,
) -> MeetingNote:
    """Note what a cadre whom the meeting concerns has said, at `made_at` by the clock of who wrote it (else now).

    A question without a day is to be answered within the days of the branch's policy (`question_answer_days`).
    """
    made_at = made_at or timezone.now()
    said_on = made_at.astimezone(meeting.branch.zone).date()
    check_meeting_held(meeting, meeting.branch.today())
    check_note_kind(kind)
    check_answer_due(kind, answer_due, said_on)
    check_concerned(meeting, {cadre.pk})
    if kind == NoteKind.QUESTION and answer_due is None:
        answer_due = said_on + answer_time(meeting, said_on)
    facts = {"kind": kind, "text": checked_words(text), "answer_due": answer_due}
    return MeetingNote.objects.create(meeting=meeting, cadre=cadre, made_at=made_at, made_by=by, **facts)


@act
def answer_note(*, note: MeetingNote, answer: str, known: str = "", by: User) -> MeetingNote:
    """Answer, or correct the answer that stood when the page was opened (`known`); the trail keeps the former one.

    The same answer again is no change. Where somebody else was quicker, theirs stands and is named.
    """
    note, answer = locked_note(note), checked_words(answer)
    if note.answer == answer:
        return note
    if note.answer != known:
        raise AnsweredMeanwhile(
            _("%(name)s sudah menjawab: «%(answer)s». Jawaban Anda belum disimpan.")
            % {"name": note.answered_by or _("Orang lain"), "answer": note.answer}
        )
    note.answer, note.answered_at, note.answered_by = answer, timezone.now(), by
    note.save(update_fields=["answer", "answered_at", "answered_by"])
    return note


@act
def remove_note(*, note: MeetingNote, by: User) -> None:
    """It was noted by mistake; the trail keeps it. An answered one stays. Removed already: no change."""
    found = find_locked(note)
    if found is None:
        return
    if found.answer:
        raise NoteRefused(_("Catatan yang sudah dijawab tidak dapat dihapus. Perbaiki jawabannya bila perlu."))
    found.delete()


def locked_note(note: MeetingNote) -> MeetingNote:
    found = find_locked(note)
    if found is None:
        raise NoteRefused(_("Catatan ini baru saja dihapus."))
    return found


def find_locked(note: MeetingNote) -> MeetingNote | None:
    return MeetingNote.objects.select_for_update().filter(pk=note.pk).first()


def answer_time(meeting: Meeting, day: date) -> timedelta:
    policy = BranchPolicy.objects.in_force(meeting.branch, first_day(day))
    return timedelta(days=policy.question_answer_days)
