"""Taking a file in, in three steps: upload, preview, apply; and the list of what was taken in."""

from io import BytesIO
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, TemplateView, View
from django_htmx.http import HttpResponseClientRefresh

from ..access import log_access
from ..encrypted_files import read_file
from ..enums import ImportState
from ..errors import Refused
from ..forms import ImportFilter, MendForm, UploadForm
from ..imports import presenters
from ..imports.kinds import ImportKind, kind_named, page_kinds
from ..imports.uploads import (
    active_job,
    can_be_mended,
    can_undo,
    discard,
    last_job,
    receive_upload,
    request_apply,
    request_check,
    request_undo,
)
from ..jobs import kind_of, sweep_stuck_jobs
from ..models import ImportRun
from ..months import first_day
from ..writing import write_xlsx
from .acting import ActOnPost, FormAbout
from .mixins import RoleRequired

NUMBER_TYPES = {"bigint", "integer", "numeric"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ForImports(RoleRequired):
    permission = "common.import_files"
    model = ImportRun

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "by", "undone_by")


class ImportList(ForImports, ListView):
    """Every file that was taken in, or tried, newest first."""

    template_name = "common/import_list.html"
    paginate_by = 30

    def get_queryset(self):
        self.filter = ImportFilter(self.request.GET)
        return self.filter.narrow(super().get_queryset())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [presenters.as_row(run) for run in context["object_list"]]
        return context | {"filter": self.filter, "rows": rows, "columns": presenters.list_columns()}


class ImportCreate(RoleRequired, TemplateView):
    """Which kind of file."""

    permission = "common.import_files"
    template_name = "common/import_create.html"

    def get_context_data(self, **kwargs):
        kinds = [kind for kind in page_kinds() if self.request.user.has_perm(kind.permission)]
        return super().get_context_data(choices=[presenters.as_choice(kind) for kind in kinds], **kwargs)


class OfOneKind(RoleRequired):
    """Pages about a kind of file that the page offers and the user may import."""

    permission = "common.import_files"

    @cached_property
    def kind(self) -> ImportKind:
        kind = next((kind for kind in page_kinds() if kind.name == self.kwargs["kind"]), None)
        if kind is None:
            raise Http404
        if not self.request.user.has_perm(kind.permission):
            raise PermissionDenied
        return kind


class ImportTemplate(OfOneKind, View):
    """A workbook with the headings of a kind, to be filled in; codes are kept as text."""

    def get(self, request, **kwargs):
        kind, stream = self.kind, BytesIO()
        headings = [column.name for column in kind.columns]
        rows = kind.template(request.user.branch) if kind.template else []
        numbers = {name for name, sql_type in kind.types.items() if sql_type in NUMBER_TYPES}
        texts = [name for name in headings if name not in numbers]
        write_xlsx(stream, headings, rows, sheet=kind.name, text_columns=texts)
        disposition = presenters.attachment(f"contoh-{kind.name}.xlsx")
        return HttpResponse(stream.getvalue(), content_type=XLSX, headers={"Content-Disposition": disposition})


class ImportUpload(OfOneKind, FormView):
    """One file of one kind; it is checked before anything is written."""

    form_class = UploadForm
    template_name = "common/import_upload.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_initial(self):
        return {"month": first_day(self.request.user.branch.today())}

    def form_valid(self, form):
        given = form.cleaned_data
        job = receive_upload(
            kind=self.kind,
            branch=self.request.user.branch,
            by=self.request.user,
            upload=given["file"],
            month=given.get("month"),
            data_date=given.get("data_date"),
        )
        return redirect("import-detail", job.subject)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=self.kind, headings=presenters.headings(self.kind), **kwargs)


class ImportMend(ForImports, FormAbout):
    """The rejected rows of an import once more, mended; the rows that were taken stay."""

    form_class = MendForm
    template_name = "common/import_mend.html"

    def get_object(self, queryset=None):
        origin = super().get_object(queryset)
        if not can_be_mended(origin):
            raise Http404
        return origin

    def act(self, form):
        run = self.object
        kind = kind_named(run.kind)
        self.job = receive_upload(
            kind=kind,
            branch=run.branch,
            by=self.request.user,
            upload=form.cleaned_data["file"],
            month=run.month,
            data_date=run.data_date,
            mends=run,
        )

    def get_success_url(self):
        return reverse("import-detail", args=[self.job.subject])

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=kind_named(self.object.kind), **kwargs)


class ImportDetail(ForImports, DetailView):
    """How far the work on a file is, what was found in it, or what became of it; with the next step."""

    template_name = "common/import_detail.html"

    def get_context_data(self, **kwargs):
        run, user = self.object, self.request.user
        kind, job = kind_named(run.kind), self.job_at_work()
        facts = {
            "kind": kind,
            "status": presenters.status_of(run),
            "figures": presenters.figures(run),
            "facts": presenters.facts(run),
            "effects": presenters.effects(run),
            "issues": presenters.issues(run) if job or run.state != ImportState.UPLOADED else [],
            "preview": kind.present(run) if kind.present and run.summary.get("preview") else None,
            "job": job,
            "may_stop": bool(job) and kind_of(job.kind).can_stop,
            "last_job": last_job(run),
            "can_mend": can_be_mended(run),
            "can_undo": can_undo(run) and user.has_perm("common.undo_import"),
        }
        return super().get_context_data(**facts, **kwargs)

    def job_at_work(self):
        """The job on the file; one whose worker has died is found to be stuck when somebody looks."""
        job = active_job(self.object)
        return None if job and sweep_stuck_jobs(pk=job.pk) else job

    def render_to_response(self, context, **kwargs):
        if self.request.htmx and not context["job"]:
            return HttpResponseClientRefresh()  # the work has ended: everything on the page is different now
        return super().render_to_response(context, **kwargs)


class ImportCheck(ForImports, ActOnPost):
    """Check a file once more, from its beginning."""

    def act(self):
        request_check(run=self.object, by=self.request.user)


class ImportApply(ForImports, ActOnPost):
    def act(self):
        request_apply(run=self.object, by=self.request.user)


class ImportDiscard(ForImports, ActOnPost):
    def act(self):
        discard(run=self.object, by=self.request.user)
        return _("Berkas dibuang. Tidak ada yang ditulis.")

    def get_success_url(self):
        return reverse("import-list")


class ImportUndo(ForImports, DetailView):
    """Asks with the consequence in numbers, then has the import taken back."""

    permission = "common.undo_import"
    template_name = "common/import_undo.html"

    def get_context_data(self, **kwargs):
        if not can_undo(self.object):
            raise Http404
        run = self.object
        return super().get_context_data(
            consequences=presenters.undo_consequences(run), kind=kind_named(run.kind), **kwargs
        )

    def post(self, request, *args, **kwargs):
        run = self.get_object()
        try:
            request_undo(run=run, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(run)


class ImportRejected(ForImports, DetailView):
    """The rejected rows as a workbook; they hold personal data, so that the download is logged."""

    def get_queryset(self):
        return super().get_queryset().exclude(rejected_file="")

    def render_to_response(self, context, **kwargs):
        run = self.object
        log_access(
            by=self.request.user,
            branch=run.branch,
            act="export",
            subject_kind="import",
            subject_id=run.pk,
            reason=_("Unduh baris yang ditolak"),
        )
        name = f"{Path(run.file_name).stem[:80]}-ditolak.xlsx"
        headers = {"Content-Disposition": presenters.attachment(name), "Cache-Control": "no-store"}
        return HttpResponse(read_file(run.rejected_file), content_type=XLSX, headers=headers)
