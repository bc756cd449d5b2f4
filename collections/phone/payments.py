"""Why a payment of a household in care counts as it does: fetched when the cadre asks, and kept with the slice."""

from arrears.models import Payment
from cadres.models import Cadre
from kaderjkn.common.formatting import local_time

from ..closing.explaining import explain
from ..questions.actions import may_ask_about
from ..questions.models import Question
from ..views.staff.question_presenters import question_state


def explained(cadre: Cadre, pk: int) -> dict | None:
    """The steps of the payment; None where the cadre has never held its household."""
    payments = Payment.objects.of_branch(cadre.branch_id).select_related("branch", "reverses", "matched_user")
    payment = payments.filter(pk=pk).first()
    if payment is None or not may_ask_about(cadre, payment):
        return None
    return {
        "id": payment.pk,
        "title": str(payment),
        "amount": payment.amount,
        "on": payment.paid_on,
        "steps": [{"title": str(step.title), "text": str(step.text), "kind": step.kind} for step in explain(payment)],
    }


def questions_of(cadre: Cadre) -> list[dict]:
    """The cadre's questions: those that wait first."""
    rows = Question.objects.filter(branch=cadre.branch_id, cadre=cadre).select_related("payment", "answered_by")
    today = cadre.branch.today()
    return [question_of(row, today, cadre.branch.zone) for row in rows.for_list()]


def question_of(question: Question, today, zone) -> dict:
    return {
        "id": question.pk,
        "payment": question.payment_id,
        "title": str(question.payment),
        "text": question.text,
        "due_on": question.due_on,
        "status": [str(part) for part in question_state(question, today)],
        "answer": question.answer,
        "answered": f"{question.answered_by}, {local_time(question.answered_at, zone)}" if question.answered_at else "",
    }
