"""A dry run: its sums, its cadres, its households; and asking for one."""

from tempfile import TemporaryFile

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from kaderjkn.common.access import log_access
from kaderjkn.common.models import JobRun
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.exports import export_asked, export_response
from kaderjkn.common.views.mixins import RoleRequired
from kaderjkn.common.writing import write_csv, write_xlsx

from ...proposals.dry_runs import DRY_RUN, try_proposal, try_settings
from ...proposals.forms import MonthsForm
from ...proposals.models import DryRun, DryRunCadre, DryRunHousehold, Proposal
from ...proposals.setting_values import values_in_force
from ...reports.files import CONTENT_TYPES
from ...reports.forms import ExportForm
from . import dry_run_presenters as presenters
from .proposal_presenters import settings_columns, settings_rows


class DryRunPage(RoleRequired):
    permission = "collections.read_settings"
    model = DryRun

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "proposal", "asked_by")


class DryRunDetail(DryRunPage, DetailView):
    """What would have been, month by month; while it is computed, how far."""

    template_name = "collections/supervisor/dry_run.html"
    context_object_name = "dry_run"

    def get_context_data(self, **kwargs):
        dry_run = self.object
        figures = self.figures(dry_run) if dry_run.computed_at else {}
        return super().get_context_data(
            job=self.job(), months_form=MonthsForm(initial={"months": dry_run.months_wanted}), **figures, **kwargs
        )

    def job(self) -> JobRun | None:
        """The job at work, or the newest one where that failed. The region sees no jobs."""
        jobs = JobRun.objects.visible_to(self.request.user).filter(kind=DRY_RUN, subject=self.object.pk)
        newest = jobs.order_by("-created_at").first()
        return newest if newest and newest.state != "done" else None

    def figures(self, dry_run: DryRun) -> dict:
        before = values_in_force(dry_run.kind, dry_run.branch, dry_run.branch.today())
        return {
            "stats": presenters.stats(dry_run),
            "months": presenters.month_rows(dry_run),
            "month_columns": presenters.month_columns(),
            "verdicts": presenters.verdict_rows(dry_run),
            "verdict_columns": presenters.verdict_columns(),
            "settings": [row for row in settings_rows(dry_run.kind, dry_run.values, before) if row["mark"]],
            "settings_columns": settings_columns(),
        }


class PartOfDryRun(RoleRequired, ListView):
    """Rows of one dry run that the visitor may see."""

    paginate_by = 50

    @cached_property
    def dry_run(self) -> DryRun:
        runs = DryRun.objects.visible_to(self.request.user).select_related("branch", "proposal")
        return get_object_or_404(runs, pk=self.kwargs["pk"])

    def get_queryset(self):
        return super().get_queryset().filter(dry_run=self.dry_run)


class DryRunCadres(PartOfDryRun):
    permission = "collections.read_settings"
    model = DryRunCadre
    template_name = "collections/supervisor/dry_run_cadres.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre")

    def get(self, request, *args, **kwargs):
        if export_asked(request):
            return self.export()
        return super().get(request, *args, **kwargs)

    def export(self):
        return export_response(
            self.request,
            name=f"uji-coba-{self.dry_run.pk}-kader",
            headings=presenters.CADRE_HEADINGS,
            rows=map(presenters.cadre_file_row, self.get_queryset().iterator(chunk_size=2000)),
            text_columns=("periode", "kode_kader"),
            reason=_("Ekspor uji coba %(number)s: kader") % {"number": self.dry_run.pk},
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(dry_run=self.dry_run, columns=presenters.cadre_columns(), **kwargs)
        return context | {"rows": [presenters.cadre_row(row) for row in context["page_obj"]]}


class DryRunHouseholds(PartOfDryRun):
    """Masked on the page; the file with full numbers asks for a reason, which is logged."""

    permission = "collections.read_dry_run_households"
    model = DryRunHousehold
    template_name = "collections/supervisor/dry_run_households.html"

    def get_queryset(self):
        return super().get_queryset().select_related("household", "area", "cadre")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("export_form", ExportForm())
        context = super().get_context_data(dry_run=self.dry_run, columns=presenters.household_columns(), **kwargs)
        return context | {"rows": [presenters.household_row(row) for row in context["page_obj"]]}

    def post(self, request, *args, **kwargs):
        form = ExportForm(request.POST)
        if form.is_valid():
            return self.download(form.cleaned_data["format"], form.cleaned_data["reason"])
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(export_form=form))

    def download(self, file_format: str, reason: str) -> FileResponse:
        user, words = self.request.user, _("Uji coba %(number)s: keluarga") % {"number": self.dry_run.pk}
        facts = {"act": "export", "subject_kind": "report", "reason": f"{words}: {reason}"}
        log_access(by=user, branch=self.dry_run.branch, **facts)
        rows = map(presenters.household_file_row, self.get_queryset().iterator(chunk_size=2000))
        file, name = TemporaryFile(), f"uji-coba-{self.dry_run.pk}-keluarga"  # noqa: SIM115 (the answer closes it)
        if file_format == "xlsx":
            write_xlsx(file, presenters.HOUSEHOLD_HEADINGS, rows, sheet=name, text_columns=("keluarga", "kode_wilayah"))
        else:
            write_csv(file, presenters.HOUSEHOLD_HEADINGS, rows, bom=True)
        file.seek(0)
        kind = CONTENT_TYPES[file_format]
        return FileResponse(file, as_attachment=True, filename=f"{name}.{file_format}", content_type=kind)


class Ask(FormAbout):
    """Ask for a dry run over so many months, then show it at work."""

    form_class = MonthsForm
    template_name = "collections/supervisor/dry_run_ask.html"

    def act(self, form):
        self.started = self.begin(form.cleaned_data["months"])

    def get_success_url(self):
        return self.started.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel_url=self.object.get_absolute_url(), **kwargs)


class ProposalTry(RoleRequired, Ask):
    permission = "collections.propose_settings"
    model = Proposal

    def begin(self, months: int) -> DryRun:
        return try_proposal(proposal=self.object, months=months, by=self.request.user)


class DryRunAgain(RoleRequired, Ask):
    """The same settings over another number of months."""

    permission = "collections.propose_settings"
    model = DryRun

    def begin(self, months: int) -> DryRun:
        tried, by = self.object, self.request.user
        if tried.proposal:
            return try_proposal(proposal=tried.proposal, months=months, by=by)
        return try_settings(branch=tried.branch, kind=tried.kind, values=tried.values, months=months, by=by)
