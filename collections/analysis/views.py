"""Pages of the reports for supervisors: the index, a report (also as XLSX and PDF), and computing its sums anew."""

from functools import cached_property

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from kaderjkn.common.access import log_access
from kaderjkn.common.errors import Refused
from kaderjkn.common.imports.presenters import attachment
from kaderjkn.common.jobs import start_job
from kaderjkn.common.months import month_text
from kaderjkn.common.views.mixins import RoleRequired

from . import charts
from .answers import Answer
from .asking import Question
from .background import SUMMARISE
from .declaring import READ, Analysis, Basis, analyses_for, analysis_named
from .files import CONTENT_TYPES, content, file_name, has_chart, where
from .forms import QuestionForm
from .presenting import screen_columns
from .standing import Standing, note_of, standing

PER_PAGE = 100  # rows of a table on the screen; files hold all
KEPT = ("cabang", "periode")  # what goes along from the index to a report


class AnalysisPage(RoleRequired, TemplateView):
    """In the frame of the admin area, also for those who have nothing else there."""

    permission = READ

    def get_context_data(self, **kwargs):
        frame = admin.site.each_context(self.request) | {"has_permission": True}
        return super().get_context_data(**frame | kwargs)


class AnalysisList(AnalysisPage):
    template_name = "collections/analysis/index.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        for name in set(query) - set(KEPT):
            query.pop(name)
        return super().get_context_data(subjects=analyses_for(self.request.user), query=query.urlencode(), **kwargs)


class AnalysisDetail(AnalysisPage):
    template_name = "collections/analysis/page.html"

    @cached_property
    def analysis(self) -> Analysis:
        try:
            return analysis_named(self.kwargs["name"])
        except Refused as unknown:
            raise Http404 from unknown

    @property
    def permission(self) -> str:
        return self.analysis.permission

    @cached_property
    def question(self) -> Question:
        return Question(self.analysis, self.request.user, self.request.GET)

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in CONTENT_TYPES and self.question.month:
            return self.download(wanted)
        return super().get(request, *args, **kwargs)

    def download(self, file_format: str) -> HttpResponse:
        """The page as a file; who took it is logged."""
        question = self.question
        words = f"{self.analysis.title} {month_text(question.month)} ({file_format})"
        log_access(by=self.request.user, branch=question.branch, act="export", subject_kind="report", reason=words)
        answer = self.analysis.build(question)
        body = content(question, answer, self.standing_of(answer), file_format)
        headers = {
            "Content-Disposition": attachment(file_name(question, file_format)),
            "Cache-Control": "no-store",
        }
        return HttpResponse(body, content_type=CONTENT_TYPES[file_format], headers=headers)

    def standing_of(self, answer: Answer) -> Standing:
        if not self.analysis.is_of_one_branch or self.analysis.basis == Basis.LIVE:
            return Standing(answer.computed_at, "")
        if self.analysis.basis == Basis.CLOSING:
            return Standing(answer.computed_at, note_of(self.question.branch, self.question.month))
        return standing(self.question.branch, self.question.month, answer.computed_at)

    def get_context_data(self, **kwargs):
        question = self.question
        context = {
            "analysis": self.analysis,
            "question": question,
            "filter": question.month and QuestionForm(question),
            "index_query": "&".join(f"{name}={self.request.GET[name]}" for name in KEPT if self.request.GET.get(name)),
        }
        if question.month:
            context |= self.answered(self.analysis.build(question))
        return super().get_context_data(**context | kwargs)

    def answered(self, answer: Answer) -> dict:
        stand = self.standing_of(answer)
        may_refresh = self.request.user.has_perm("collections.refresh_analyses")
        return {
            "answer": answer,
            "page_obj": Paginator(answer.rows, PER_PAGE).get_page(self.request.GET.get("page")),
            "where": where(self.question),
            "columns": screen_columns(answer),
            "standing": stand,
            "pictures": pictures(answer),
            "refresh_url": reverse("collections:analysis-refresh") if may_refresh and self.analysis.is_of_sums else "",
        }


def pictures(answer: Answer) -> list[dict]:
    """The chart for a wide screen and paper, and for a phone; the style sheet shows one of them."""
    if not has_chart(answer):
        return []
    widths = {"wide": charts.WIDE, "narrow": charts.NARROW}
    return [{"size": size, "svg": charts.draw(answer.chart, key=size, width=width)} for size, width in widths.items()]


class AnalysisRefresh(RoleRequired, View):
    """Compute the sums of all months that need it now instead of tonight."""

    permission = "collections.refresh_analyses"
    http_method_names = ["post", "options"]

    def post(self, request):
        job = start_job(kind=SUMMARISE, branch=request.user.branch, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())
