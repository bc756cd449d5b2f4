"""Closing a month: what is missing, the figures so far, closing, and opening again."""

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView
from django.views.generic.base import View

from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import JobRun, Period
from kaderjkn.common.months import month_text
from kaderjkn.common.views.acting import ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.actions import reopen_period
from ...closing.background import CLOSE, RECOMPUTE
from ...closing.enums import CURRENT_STATES, ClosingState
from ...closing.models import Closing
from ...closing.readiness import missing_for
from ...payouts.models import RewardStatement
from . import closing_presenters as presenters
from .statement_presenters import statement_steps


class ClosingList(RoleRequired, ListView):
    """The branch's periods, newest first, with their state and figures."""

    permission = "collections.read_closings"
    model = Period
    template_name = "collections/supervisor/closing_list.html"
    paginate_by = 24
    ordering = "-month"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        months = [period.month for period in context["object_list"]]
        closings = Closing.objects.visible_to(self.request.user).current().filter(month__in=months)
        rows = presenters.period_rows(context["object_list"], closings.with_sums())
        return context | {"rows": rows, "columns": presenters.period_columns()}


class PeriodPage(RoleRequired):
    """A page about one month of the visitor's branch."""

    permission = "collections.read_closings"

    @cached_property
    def period(self) -> Period:
        periods = Period.objects.visible_to(self.request.user).select_related("branch")
        return get_object_or_404(periods, month=self.kwargs["month"])

    @cached_property
    def closing(self) -> Closing | None:
        closings = Closing.objects.visible_to(self.request.user).current().with_sums()
        return closings.filter(month=self.period.month).select_related("scheme", "closed_by").first()

    def get_success_url(self) -> str:
        return reverse("collections:closing-detail", args=[month_text(self.period.month)])


class ClosingDetail(PeriodPage, TemplateView):
    template_name = "collections/supervisor/closing_detail.html"

    def get_context_data(self, **kwargs):
        period, closing = self.period, self.closing
        missing = missing_for(period) if period.is_open else []
        return super().get_context_data(
            period=period,
            closing=closing,
            missing=missing,
            job=self.job(),
            is_blocked=any(item.is_blocking for item in missing),
            versions=self.versions(),
            steps=presenters.guide(period, closing, missing),
            statements=self.statements(),
            **(presenters.figures(closing) if closing else {}),
            **kwargs,
        )

    def job(self) -> JobRun | None:
        """The job at work on this month, or its newest one where that failed."""
        jobs = JobRun.objects.visible_to(self.request.user).filter(kind__in=(CLOSE, RECOMPUTE), month=self.period.month)
        newest = jobs.order_by("-created_at").first()
        return newest if newest and newest.state != "done" else None

    def statements(self) -> dict:
        """How many statements stand at which step."""
        if self.period.is_open or self.closing is None:
            return {}
        return statement_steps(list(RewardStatement.objects.filter(closing=self.closing)))

    def versions(self):
        """Figures as they stood before the month was opened again."""
        closings = Closing.objects.visible_to(self.request.user).filter(month=self.period.month)
        return closings.exclude(state__in=CURRENT_STATES).select_related("closed_by", "reopened_by")


class ClosingVersion(PeriodPage, TemplateView):
    """Figures as they stood before a reopening, and what has changed since, for whom."""

    template_name = "collections/supervisor/closing_version.html"

    @cached_property
    def version(self) -> Closing:
        closings = Closing.objects.visible_to(self.request.user).filter(month=self.period.month)
        old = closings.exclude(state__in=CURRENT_STATES).with_sums().select_related("scheme", "branch", "reopened_by")
        return get_object_or_404(old, version=self.kwargs["version"])

    def get_context_data(self, **kwargs):
        old, new = self.version, self.closing
        context = {"period": self.period, "old": old, "closing": new, "month_url": self.get_success_url()}
        context |= presenters.version_figures(old)
        if new:
            context |= presenters.comparison(old, new)
        return super().get_context_data(**context | kwargs)


class ClosingRecompute(PeriodPage, View):
    """Compute the provisional figures now instead of tonight."""

    http_method_names = ["post", "options"]

    def post(self, request, **kwargs):
        if self.period.is_open:
            start_job(kind=RECOMPUTE, branch=self.period.branch, month=self.period.month, by=request.user)
        return HttpResponseRedirect(self.get_success_url())


class ClosingClose(PeriodPage, TemplateView):
    """Ask with the numbers, then close in the background."""

    permission = "collections.close_period"
    template_name = "collections/supervisor/closing_close.html"

    def get_context_data(self, **kwargs):
        missing = missing_for(self.period)
        return super().get_context_data(
            period=self.period,
            missing=missing,
            is_blocked=any(item.is_blocking for item in missing),
            consequences=presenters.closing_consequences(self.closing),
            cancel_url=self.get_success_url(),
            **kwargs,
        )

    def post(self, request, **kwargs):
        start_job(kind=CLOSE, branch=self.period.branch, month=self.period.month, by=request.user)
        return HttpResponseRedirect(self.get_success_url())


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan membuka lagi"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ClosingReopen(PeriodPage, ActsOnForm, FormView):
    permission = "collections.reopen_period"
    form_class = ReopenForm
    template_name = "collections/supervisor/closing_reopen.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            period=self.period,
            consequences=presenters.reopening_consequences(self.closing),
            cancel_url=self.get_success_url(),
            is_closed=bool(self.closing) and self.closing.state == ClosingState.CLOSED,
            **kwargs,
        )

    def act(self, form):
        reopen_period(branch=self.period.branch, month=self.period.month, by=self.request.user, **form.cleaned_data)
        return _("Buku dibuka lagi. Angka lama tetap dapat dibaca sebagai versi.")
