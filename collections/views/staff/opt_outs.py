"""Numbers that want no messages: those that replied so, and those that the office types in."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView
from django.views.generic.edit import FormMixin

from kaderjkn.common.formatting import local_time, mask_phone
from kaderjkn.common.views.acting import ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...outreach.actions.replies import lift_opt_out, note_reply
from ...outreach.forms_messages import LiftOptOutForm, OptOutForm
from ...outreach.models_messages import OptOut


class OptOutList(RoleRequired, ActsOnForm, FormMixin, ListView):
    """The form above, the numbers below, masked. To be found a number must be typed in again, which changes nothing."""

    permission = "collections.send_messages"
    model = OptOut
    form_class = OptOutForm
    template_name = "collections/staff/opt_out_list.html"
    paginate_by = 50

    def get_queryset(self):
        return super().get_queryset().standing().select_related("recorded_by")

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_invalid(self, form):
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, form):
        wish, is_new = note_reply(branch=self.request.user.branch, by=self.request.user, **form.cleaned_data)
        words = _("Nomor %(phone)s tidak akan dikirimi pesan lagi.") if is_new else _("Nomor %(phone)s sudah tercatat.")
        return words % {"phone": mask_phone(wish.phone)}

    def get_success_url(self):
        return reverse("collections:opt-out-list")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        zone = self.request.user.branch.zone
        rows = [row_of(wish, zone) for wish in context["page_obj"]]
        return context | {"columns": columns(), "rows": rows}


class OptOutLift(RoleRequired, FormAbout):
    permission = "collections.send_messages"
    model = OptOut
    form_class = LiftOptOutForm
    template_name = "collections/staff/opt_out_lift.html"

    def get_queryset(self):
        return super().get_queryset().standing()

    def act(self, form):
        lift_opt_out(opt_out=self.object, by=self.request.user, **form.cleaned_data)
        return _("Nomor itu dapat dikirimi pesan lagi.")

    def get_success_url(self):
        return reverse("collections:opt-out-list")


def columns() -> list[dict]:
    return [
        {"key": "phone", "label": _("Nomor"), "url": "url"},
        {"key": "source", "label": _("Asal")},
        {"key": "word", "label": _("Kata")},
        {"key": "at", "label": _("Diterima")},
        {"key": "by", "label": _("Dicatat")},
    ]


def row_of(wish: OptOut, zone) -> dict:
    return {
        "phone": mask_phone(wish.phone),
        "url": reverse("collections:opt-out-lift", args=[wish.pk]),
        "source": wish.get_source_display(),
        "word": wish.word,
        "at": local_time(wish.received_at, zone),
        "by": str(wish.recorded_by) if wish.recorded_by else "",
    }
