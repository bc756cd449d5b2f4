"""Saying which column of a file is which of ours, and what a branch has said so far."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DeleteView, DetailView, ListView

from ..errors import Refused
from ..forms_columns import ColumnsForm, PlaceForm
from ..imports import presenters
from ..imports.columns_page import page_of
from ..imports.kinds import kind_named
from ..imports.mapping import forget_mapping, refuse_if_closed, save_mapping
from ..models import ColumnMapping, ImportRun
from ..reading.errors import ReadingError
from .mixins import RoleRequired


class ImportColumns(RoleRequired, DetailView):
    """Sheet and heading row stand in the address; POST shows the rows by the chosen columns, or saves them."""

    permission = "common.import_files"
    model = ImportRun
    template_name = "common/import_columns.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch")

    def get_object(self, queryset=None):
        run = super().get_object(queryset)
        if not self.request.user.has_perm(kind_named(run.kind).permission):
            raise PermissionDenied
        return run

    def get(self, request, *args, **kwargs):
        return self.answer(None)

    def post(self, request, *args, **kwargs):
        return self.answer(request.POST)

    def answer(self, data):
        self.object = self.get_object()
        asked = self.request.GET
        try:
            refuse_if_closed(self.object)
            page = page_of(self.object, sheet=asked.get("lembar"), line=asked.get("baris", ""))
            form = ColumnsForm(data, page=page)
            if data is not None and "save" in data and form.is_valid():
                return self.save(page, form)
        except (Refused, ReadingError) as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.object)
        return self.render_to_response(self.get_context_data(page=page, form=form))

    def save(self, page, form):
        save_mapping(
            run=self.object,
            head=page.head,
            line=page.line,
            chosen=form.chosen,
            for_branch=form.cleaned_data["keep"],
            by=self.request.user,
        )
        messages.success(self.request, _("Pilihan kolom disimpan. Berkas diperiksa ulang."))
        return redirect(self.object)

    def get_context_data(self, *, page, form, **kwargs):
        facts = {
            "kind": page.kind,
            "headings": presenters.headings(page.kind),
            "place_form": PlaceForm(page=page),
            "rows": [{"column": column, "field": form[name]} for name, column in form.places.items()],
            "lacking": "" if form.is_bound else ", ".join(page.lacking(form.chosen)),
            "preview": page.preview(form.chosen),
        }
        return super().get_context_data(page=page, form=form, **facts, **kwargs)


class ForMappings(RoleRequired):
    """The mappings of the visitor's branch."""

    permission = "common.import_files"

    def get_queryset(self):
        return ColumnMapping.objects.visible_to(self.request.user).select_related("saved_by").order_by("kind")


class ImportMappings(ForMappings, ListView):
    template_name = "common/import_mappings.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        mappings = [
            {
                "object": mapping,
                "label": presenters.label_of(mapping.kind),
                "headings": sorted(mapping.headings.items()),
            }
            for mapping in context["object_list"]
        ]
        return context | {"mappings": mappings, "branch": self.request.user.branch}


class ImportMappingDelete(ForMappings, DeleteView):
    """Asks with the consequence in numbers, then forgets what the branch said about a kind of file."""

    template_name = "common/import_mapping_delete.html"

    def form_valid(self, form):
        forget_mapping(mapping=self.object)
        messages.success(self.request, _("Pemetaan kolom dihapus."))
        return HttpResponseRedirect(reverse("import-mappings"))

    def get_context_data(self, **kwargs):
        count = len(self.object.headings)
        words = ngettext("judul kolom dilupakan", "judul kolom dilupakan", count)
        consequences = [
            (count, words),
            _("Berkas berikutnya dengan judul itu tidak dikenali sampai kolomnya dipilih lagi."),
            _("Berkas yang sudah diimpor tidak berubah."),
        ]
        label = presenters.label_of(self.object.kind)
        return super().get_context_data(consequences=consequences, label=label, **kwargs)
