"""How questions are shown, to the office and to the cadre alike."""

from datetime import date

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import short_date

from ...questions.models import Question


def question_columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader")},
        {"key": "payment", "label": _("Pembayaran"), "kind": "code", "url": "url"},
        {"key": "text", "label": _("Pertanyaan")},
        {"key": "asked_on", "label": _("Ditanyakan"), "kind": "time"},
        {"key": "due_on", "label": _("Dijawab sampai"), "kind": "date"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def question_row(question: Question, today: date) -> dict:
    return {
        "cadre": str(question.cadre),
        "payment": str(question.payment),
        "url": question.get_absolute_url(),
        "text": question.text if len(question.text) <= 90 else f"{question.text[:89]}…",
        "asked_on": question.asked_at,
        "due_on": question.due_on,
        "state": question_state(question, today),
    }


def question_state(question: Question, today: date) -> tuple[str, str]:
    if question.answered_at:
        return question.get_answer_kind_display(), "success"
    if question.due_on < today:
        return _("Terlambat dijawab"), "danger"
    return _("Menunggu jawaban sampai %(day)s") % {"day": short_date(question.due_on)}, "warning"
