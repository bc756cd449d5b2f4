"""What cadres report from the field: three tabs of lists, and each report with what the office does about it."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, RedirectView
from django.views.generic.detail import SingleObjectMixin

from kaderjkn.common.access import is_shown
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...field.enums import DangerState, InterestState
from ...field.forms_reports import DangerClosingForm, InterestForm
from ...field.models_reports import OutreachEvent, RegistrationInterest, SafetyReport, ServiceComplaint
from ...field.photos import photo_of
from ...field.reports import close_danger, settle_interest, waiting_reports
from . import field_presenters as presenters

TABS = {
    "interest": RegistrationInterest.objects.select_related("cadre", "area"),
    "event": OutreachEvent.objects.select_related("cadre"),
    "danger": SafetyReport.objects.select_related("cadre"),
}


class FieldReports(RoleRequired, ListView):
    """One kind at a time: what waits, or with `?show=all` all of it. Opened first is a kind of which some wait."""

    permission = "collections.read_field_reports"
    template_name = "collections/staff/field_reports.html"
    paginate_by = 30

    @cached_property
    def waiting(self) -> dict[str, int]:
        return waiting_reports(self.request.user.branch)

    @cached_property
    def kind(self) -> str:
        asked = self.request.GET.get("kind")
        return asked if asked in TABS else next((kind for kind, count in self.waiting.items() if count), "interest")

    @property
    def shows_all(self) -> bool:
        return self.request.GET.get("show") == "all"

    @property
    def queryset(self):
        rows = TABS[self.kind]
        return rows.all() if self.shows_all or self.kind == "event" else rows.waiting()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        empty_title, empty_text = presenters.empty_words(self.kind, shows_all=self.shows_all)
        return context | {
            "kind": self.kind,
            "shows_all": self.shows_all,
            "tabs": presenters.tabs(self.kind, self.waiting),
            "columns": presenters.columns_of(self.kind),
            "rows": [presenters.row_of(report) for report in context["object_list"]],
            "empty_title": empty_title,
            "empty_text": empty_text,
        }


class InterestDetail(RoleRequired, FormAbout):
    """Whom to call, once somebody has said why the number is needed; and what came of it."""

    permission = "collections.settle_field_reports"
    queryset = RegistrationInterest.objects.select_related("cadre", "area", "settled_by")
    form_class = InterestForm
    template_name = "collections/staff/interest.html"

    def get_initial(self):
        return {"note": self.object.office_note}

    def get_context_data(self, **kwargs):
        interest = self.object
        shown = is_shown(self.request, "interest", interest.pk)
        facts = presenters.interest_facts(interest, shown=shown)
        is_done = interest.state == InterestState.DONE
        status = presenters.status_of(interest)
        return super().get_context_data(facts=facts, is_shown=shown, is_done=is_done, status=status, **kwargs)

    def act(self, form):
        settle_interest(interest=self.object, by=self.request.user, **form.cleaned_data)
        return _("Keadaan peminat tersimpan.")


class EventDetail(RoleRequired, DetailView):
    permission = "collections.read_field_reports"
    queryset = OutreachEvent.objects.select_related("cadre")
    template_name = "collections/staff/event.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(facts=presenters.event_facts(self.object), **kwargs)


class EventPhoto(RoleRequired, DetailView):
    """The photo itself, decrypted; kept by no cache."""

    permission = "collections.read_field_reports"
    model = OutreachEvent

    def render_to_response(self, context, **kwargs):
        if not self.object.stored_photo:
            raise Http404
        return HttpResponse(photo_of(self.object), content_type="image/jpeg", headers={"Cache-Control": "no-store"})


class ComplaintDetail(RoleRequired, SingleObjectMixin, RedirectView):
    """Where complaints were answered before they had a place in the queue."""

    permission = "collections.handle_feedback"
    queryset = ServiceComplaint.objects.select_related("source__item")

    def get_redirect_url(self, *args, **kwargs):
        return self.get_object().source.item.get_absolute_url()


class DangerPage(RoleRequired):
    queryset = SafetyReport.objects.select_related("cadre", "household", "closed_by")

    def get_context_data(self, **kwargs):
        danger = self.object
        is_open = danger.state == DangerState.OPEN
        facts, status = presenters.danger_facts(danger), presenters.status_of(danger)
        return super().get_context_data(facts=facts, is_open=is_open, status=status, **kwargs)


class DangerDetail(DangerPage, DetailView):
    permission = "collections.read_field_reports"
    template_name = "collections/staff/danger.html"


class DangerClose(DangerPage, FormAbout):
    """The next visitor is not warned any more: a supervisor says why."""

    permission = "collections.close_danger"
    form_class = DangerClosingForm
    template_name = "collections/supervisor/danger_close.html"

    def act(self, form):
        close_danger(danger=self.object, by=self.request.user, **form.cleaned_data)
        return _("Peringatan ditutup. Kunjungan berikutnya tidak lagi diperingatkan.")

    def get_success_url(self):
        return f"{reverse('collections:field-reports')}?kind=danger"
