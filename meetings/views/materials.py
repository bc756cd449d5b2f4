"""Staff: files on what is new in the programme, uploaded, shown at meetings, downloaded and removed."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, FormView, ListView

from cadres.views.scans import file_response
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..agenda_presenters import material_columns, material_facts, material_row, meeting_words
from ..forms import ConfirmForm
from ..forms_agenda import AttachForm, MaterialFilter, MaterialForm, MeetingMaterialsForm
from ..models import Material, Meeting


class ForMaterials(RoleRequired):
    permission = "meetings.manage_meetings"
    model = Material

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "added_by")


class MaterialList(ForMaterials, ListView):
    """Materials whose file is there, the newest first."""

    template_name = "meetings/material_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.filter = MaterialFilter(self.request.GET)
        kept = self.filter.narrow(super().get_queryset().kept())
        return kept.annotate(shown_at=Count("meetings")).order_by("-added_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter=self.filter, columns=material_columns(), **kwargs)
        return context | {"rows": [material_row(material) for material in context["page_obj"]]}


class MaterialCreate(RoleRequired, ActsOnForm, FormView):
    """Upload a file; opened from a meeting, that one is ticked."""

    permission = "meetings.manage_meetings"
    form_class = MaterialForm
    template_name = "meetings/material_create.html"

    def get_initial(self):
        asked = self.request.GET.get("meeting", "")
        return {"meetings": [int(asked)] if asked.isascii() and asked.isdigit() else []}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def act(self, form):
        facts = {name: form.cleaned_data[name] for name in ("title", "topic", "meetings")}
        upload = {"content": form.content, "file_name": form.cleaned_data["file"].name}
        branch, user = self.request.user.branch, self.request.user
        self.object = actions.add_material(branch=branch, by=user, **facts, **upload)
        return _("Bahan disimpan.")

    def get_success_url(self):
        return self.object.get_absolute_url()


class MaterialDetail(ForMaterials, FormAbout):
    """One material: the file, the meetings at which it is shown, and a form for more of them."""

    form_class = AttachForm
    template_name = "meetings/material_detail.html"
    context_object_name = "material"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"material": self.object}

    def get_context_data(self, **kwargs):
        shown_at = self.object.meetings.select_related("group").order_by("-held_on")
        meetings = [{"meeting": meeting, "words": meeting_words(meeting)} for meeting in shown_at]
        return super().get_context_data(facts=material_facts(self.object), meetings=meetings, **kwargs)

    def act(self, form):
        meetings = form.cleaned_data["meetings"]
        actions.attach_material(material=self.object, meetings=meetings, by=self.request.user)
        words = ngettext(
            "Bahan ditampilkan pada %(count)s pertemuan lagi.",
            "Bahan ditampilkan pada %(count)s pertemuan lagi.",
            len(meetings),
        )
        return words % {"count": len(meetings)}


class MaterialFile(ForMaterials, DetailView):
    """The file itself, saved by the browser and not shown by it."""

    def render_to_response(self, context, **kwargs):
        return material_response(self.object)


def material_response(material: Material):
    """The file, or 404 where it is gone, also when it goes this very moment."""
    if material.removed_at:
        raise Http404(_("Berkas bahan ini sudah dihapus."))
    try:
        content = read_file(material.stored_file)
    except FileNotFoundError:
        raise Http404(_("Berkas bahan ini sudah dihapus.")) from None
    return file_response(content, material.content_type, material.file_name)


class MaterialDetach(ForMaterials, ActOnPost):
    """The button beside one meeting."""

    @cached_property
    def meeting(self) -> Meeting:
        return get_object_or_404(Meeting.objects.visible_to(self.request.user), pk=self.kwargs["meeting"])

    def act(self):
        actions.detach_material(material=self.object, meeting=self.meeting, by=self.request.user)
        return _("Bahan tidak lagi pada pertemuan %(day)s.") % {"day": meeting_words(self.meeting)}


class MaterialRemove(ForMaterials, FormAbout):
    """Ask with the consequence in numbers, then delete the file."""

    form_class = ConfirmForm
    template_name = "meetings/material_remove.html"
    context_object_name = "material"

    def get_context_data(self, **kwargs):
        consequences = [
            (self.object.meetings.count(), _("pertemuan tetap menyebut judulnya, tanpa berkasnya")),
            _("Berkas dihapus dari server, dan dari ponsel kader begitu ponsel terhubung."),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def act(self, _form):
        actions.remove_material(material=self.object, by=self.request.user)
        return _("Bahan dihapus.")

    def get_success_url(self):
        return reverse("meetings:material-list")


class MeetingMaterials(RoleRequired, FormAbout):
    """Show materials that are there already at this meeting, too."""

    permission = "meetings.manage_meetings"
    model = Meeting
    form_class = MeetingMaterialsForm
    template_name = "meetings/meeting_materials.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "group")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.object}

    def act(self, form):
        materials = form.cleaned_data["materials"]
        count = actions.attach_materials(meeting=self.object, materials=materials, by=self.request.user)
        return ngettext("%(count)s bahan dilampirkan.", "%(count)s bahan dilampirkan.", count) % {"count": count}
