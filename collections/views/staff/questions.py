"""Questions of cadres about payments: those that wait first, each beside its explanation, and the answer."""

from django.utils.translation import gettext as _
from django.views.generic import ListView

from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired
from kaderjkn.common.views.showing import ShowsTabs, Tab

from ...closing.explaining import explain
from ...questions.actions import answer_question
from ...questions.forms import AnswerForm
from ...questions.models import Question
from .question_presenters import question_columns, question_row, question_state


class QuestionList(ShowsTabs, RoleRequired, ListView):
    permission = "collections.answer_question"
    model = Question
    template_name = "collections/staff/question_list.html"
    paginate_by = 50

    def tabs(self):
        return [
            Tab("", _("Semua"), lambda rows, _branch: rows),
            Tab("open", _("Menunggu jawaban"), lambda rows, _branch: rows.unanswered()),
        ]

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "payment").for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = self.request.user.branch.today()
        rows = [question_row(question, today) for question in context["page_obj"]]
        return context | {"columns": question_columns(), "rows": rows}


class QuestionDetail(RoleRequired, FormAbout):
    """The question, why the payment counts as it does, and the form to answer while nobody has."""

    permission = "collections.answer_question"
    model = Question
    form_class = AnswerForm
    template_name = "collections/staff/question.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "branch", "payment__branch", "answered_by")

    def get_context_data(self, **kwargs):
        question = self.object
        return super().get_context_data(
            state=question_state(question, question.branch.today()), steps=explain(question.payment), **kwargs
        )

    def act(self, form):
        answer_question(question=self.object, by=self.request.user, **form.cleaned_data)
        return _("Jawaban tersimpan. Kader membacanya di halaman pertanyaannya.")
