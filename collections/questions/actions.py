"""Asking and answering."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import BranchPolicy, Case, Payment
from cadres.models import Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.models import User
from kaderjkn.common.months import first_day

from .enums import AnswerKind
from .errors import CannotAsk
from .models import Question


def may_ask_about(cadre: Cadre, payment: Payment) -> bool:
    """Whether the payment, or the one that it takes back, is of a household that the cadre has ever held."""
    household = payment.reverses.household_id if payment.reverses_id else payment.household_id
    cases = Case.objects.of_branch(cadre.branch_id).filter(household=household)
    return household is not None and cases.filter(holders__cadre=cadre).exists()


def ask_question(*, cadre: Cadre, payment: Payment, text: str, by: User) -> Question:
    """Put a question to the branch; while one about the payment waits, that one stands."""
    if not text.strip():
        raise CannotAsk(_("Tulis pertanyaan Anda dulu."))
    if not may_ask_about(cadre, payment):
        raise CannotAsk(_("Pembayaran ini bukan dari keluarga binaan Anda."))
    today = cadre.branch.today()
    days = BranchPolicy.objects.in_force(cadre.branch, first_day(today)).question_answer_days
    values = {"branch": cadre.branch, "cadre": cadre, "payment": payment, "text": text.strip()}
    try:
        with transaction.atomic(), acting(by, kind="ask question"):
            return Question.objects.create(due_on=today + timedelta(days=days), **values)
    except IntegrityError:
        return Question.objects.unanswered().get(cadre=cadre, payment=payment)


def answer_question(*, question: Question, kind: AnswerKind, text: str, by: User) -> Question:
    """Answer once; what is wrong in an answer is said in the answer to the next question."""
    if kind not in AnswerKind.values:
        raise CannotAsk(_("Pilih hasil: dijelaskan atau dikoreksi."))
    if not text.strip():
        raise CannotAsk(_("Tulis jawabannya dulu."))
    with transaction.atomic(), acting(by, kind="answer question"):
        question = Question.objects.select_for_update().get(pk=question.pk)
        if question.answered_at:
            raise CannotAsk(_("Pertanyaan ini sudah dijawab."))
        question.answer_kind, question.answer = kind, text.strip()
        question.answered_by, question.answered_at = by, timezone.now()
        question.save(update_fields=["answer_kind", "answer", "answered_by", "answered_at"])
    return question
