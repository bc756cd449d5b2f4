"""The cadre's questions about payments: why one counts as it does, a form to ask, and the answers."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from arrears.models import Payment
from kaderjkn.common.formatting import short_date
from kaderjkn.common.views.acting import FormAbout

from ...closing.explaining import explain
from ...questions.actions import ask_question, may_ask_about
from ...questions.forms import QuestionForm
from ...questions.models import Question
from ..staff.question_presenters import question_state
from .mixins import OwnPage


class OwnQuestions(OwnPage, ListView):
    permission = "collections.ask_question"
    model = Question
    template_name = "collections/mobile/questions.html"

    def get_queryset(self):
        return super().get_queryset().select_related("payment", "answered_by").for_list()

    def get_context_data(self, **kwargs):
        today = self.cadre.branch.today()
        rows = [{"question": one, "state": question_state(one, today)} for one in self.object_list]
        return super().get_context_data(rows=rows, **kwargs)


class OwnPayment(OwnPage, FormAbout):
    """Why a payment of a household in care counts, or not; and asking the branch about it."""

    permission = "collections.ask_question"
    model = Payment
    form_class = QuestionForm
    template_name = "collections/mobile/payment.html"

    def get_queryset(self):
        return Payment.objects.of_branch(self.cadre.branch).select_related("branch", "reverses", "matched_user")

    def get_object(self, queryset=None):
        payment = super().get_object(queryset)
        if not may_ask_about(self.cadre, payment):
            raise Http404
        return payment

    def get_context_data(self, **kwargs):
        payment, today = self.object, self.cadre.branch.today()
        asked = Question.objects.visible_to(self.request.user).filter(payment=payment).select_related("answered_by")
        rows = [{"question": one, "state": question_state(one, today)} for one in asked.for_list()]
        return super().get_context_data(
            steps=explain(payment),
            rows=rows,
            is_waiting=any(row["question"].answered_at is None for row in rows),
            **kwargs,
        )

    def act(self, form):
        question = ask_question(cadre=self.cadre, payment=self.object, by=self.request.user, **form.cleaned_data)
        return _("Pertanyaan terkirim. Kantor cabang menjawab paling lambat %(day)s.") % {
            "day": short_date(question.due_on)
        }

    def get_success_url(self):
        return reverse("collections:own-payment", args=[self.object.pk])
