"""What is due, in words. A note is shown only while its cause stands."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, month_name, number
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import month_text

from ..questions.models import Question
from .enums import ReminderKind
from .models import DueNote


def standing(branch: Branch, user) -> list[dict]:
    """Sentences with links for the branch's home: months still open, questions still unanswered."""
    open_months = set(Period.objects.filter(branch=branch).open().values_list("month", flat=True))
    waiting = set(Question.objects.filter(branch=branch).unanswered().values_list("due_on", flat=True))
    notes = list(DueNote.objects.visible_to(user))
    late = {note.about for note in notes if note.kind == ReminderKind.CLOSING_LATE}
    found = []
    for note in notes:
        if note.kind == ReminderKind.QUESTION_DUE and note.about in waiting:
            found.append(of_question(note))
        elif note.kind == ReminderKind.CLOSING_LATE and note.about in open_months:
            found.append(of_closing(note, _("%(month)s sudah lama berakhir dan belum tutup buku.")))
        elif note.kind == ReminderKind.CLOSING_DUE and note.about in open_months - late:
            found.append(of_closing(note, _("%(month)s sudah berakhir dan belum tutup buku.")))
    return found


def of_closing(note: DueNote, words: str) -> dict:
    url = reverse("collections:closing-detail", args=[month_text(note.about)])
    return {"text": words % {"month": month_name(note.about)}, "url": url}


def of_question(note: DueNote) -> dict:
    words = _("%(count)s pertanyaan kader harus dijawab sampai %(day)s.")
    text = words % {"count": number(note.count), "day": long_date(note.about)}
    return {"text": text, "url": reverse("collections:question-list")}
