"""Reports on screen and as files. The region reads those without participants' data, of all its branches."""

from datetime import date
from tempfile import TemporaryFile

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from kaderjkn.common.access import log_access
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Branch, Period
from kaderjkn.common.months import month_text
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.models import Closing
from ...reports.files import CONTENT_TYPES, file_name, write_report
from ...reports.forms import ExportForm, ReportFilter
from ...reports.presenters import screen_columns, screen_rows, split_total
from ...reports.registry import Report, report_named, reports_for

PER_PAGE = 100
FORMATS = ("csv", "xlsx")


class ReportPage(RoleRequired):
    """Which branch and month: by address, else the own branch and its newest month that has begun."""

    permission = "collections.read_reports"

    @cached_property
    def branches(self) -> list[Branch]:
        return list(Branch.objects.visible_to(self.request.user))

    @cached_property
    def branch(self) -> Branch:
        if code := self.request.GET.get("cabang"):
            return get_object_or_404(Branch.objects.visible_to(self.request.user), code=code)
        if not self.branches:
            raise Http404
        return self.branches[0]

    @cached_property
    def months(self) -> list[date]:
        periods = Period.objects.filter(branch=self.branch, month__lte=self.branch.today()).order_by("-month")
        return list(periods.values_list("month", flat=True))

    @cached_property
    def month(self) -> date | None:
        """The month asked for; None before the branch's first list."""
        known = {month_text(month): month for month in self.months}
        if wanted := self.request.GET.get("periode"):
            if wanted not in known:
                raise Http404
            return known[wanted]
        return self.months[0] if self.months else None

    def filter_form(self) -> ReportFilter | None:
        if self.month is None:
            return None
        return ReportFilter(branches=self.branches, branch=self.branch, months=self.months, month=self.month)


class ReportList(ReportPage, TemplateView):
    template_name = "collections/supervisor/report_list.html"

    def get_context_data(self, **kwargs):
        reports = reports_for(self.request.user)
        context = {
            "branch": self.branch,
            "month": self.month,
            "filter": self.filter_form(),
            "reports": reports,
        }
        return super().get_context_data(**context, **kwargs)


class ReportDetail(ReportPage, TemplateView):
    template_name = "collections/supervisor/report.html"

    @cached_property
    def report(self) -> Report:
        try:
            report = report_named(self.kwargs["name"])
        except Refused as unknown:
            raise Http404 from unknown
        if not self.request.user.has_perm(report.permission):
            raise PermissionDenied
        return report

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in FORMATS and self.report and self.month and not self.report.names_people:
            return self.download(wanted, reason="")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """A file that names people, with the reason for it."""
        if not self.report.names_people or self.month is None:
            return HttpResponseNotAllowed(["GET"])
        form = ExportForm(request.POST)
        if form.is_valid():
            return self.download(form.cleaned_data["format"], form.cleaned_data["reason"])
        return self.render_to_response(self.get_context_data(export_form=form))

    def download(self, file_format: str, reason: str) -> FileResponse:
        words = f"{self.report.title} {month_text(self.month)} ({file_format})"
        log_access(
            by=self.request.user,
            branch=self.branch,
            act="export",
            subject_kind="report",
            reason=f"{words}: {reason}" if reason else words,
        )
        file = TemporaryFile()  # noqa: SIM115 - the answer closes it
        write_report(self.report, self.report.rows(self.branch, self.month), file_format, file, bom=True)
        file.seek(0)
        name = file_name(self.report, self.branch, self.month, file_format)
        return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[file_format])

    def get_context_data(self, **kwargs):
        context = {
            "report": self.report,
            "branch": self.branch,
            "month": self.month,
            "filter": self.filter_form(),
        }
        if self.month:
            context |= self.figures()
        if self.report.names_people:
            context.setdefault("export_form", ExportForm())
        return super().get_context_data(**context | kwargs)

    def figures(self) -> dict:
        rows, total = split_total(self.report, self.report.rows(self.branch, self.month))
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return {
            "columns": screen_columns(self.report),
            "rows": screen_rows(self.report, page.object_list, self.branch),
            "total": total,
            "page_obj": page,
            **self.as_of(),
        }

    def as_of(self) -> dict:
        """When the figures were computed: with the closing, or just now."""
        if not self.report.from_closing:
            return {"computed_at": timezone.now()}
        closings = Closing.objects.visible_to(self.request.user).current()
        closing = closings.filter(branch=self.branch, month=self.month).first()
        return {"computed_at": closing and closing.computed_at, "closing": closing}
