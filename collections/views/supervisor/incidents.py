"""Reports that a cadre asked for money or broke the pact: taking them in, and deciding."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from cadres.models import Cadre
from kaderjkn.common.views.acting import ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired
from kaderjkn.common.views.showing import ShowsTabs, Tab

from ...field.enums import IncidentState
from ...field.forms import IncidentDecisionForm, IncidentForm
from ...field.incidents import decide_incident, report_incident
from ...field.models import IntegrityIncident

STATE_KINDS = {
    IncidentState.OPEN: "warning",
    IncidentState.UPHELD: "danger",
    IncidentState.DISMISSED: "neutral",
}


class IncidentList(ShowsTabs, RoleRequired, ListView):
    permission = "collections.decide_incident"
    model = IntegrityIncident
    template_name = "collections/supervisor/incident_list.html"
    paginate_by = 30

    def tabs(self):
        return [
            Tab("", _("Semua"), lambda rows, _branch: rows),
            Tab("open", _("Menunggu keputusan"), lambda rows, _branch: rows.undecided()),
        ]

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "reported_by")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "rows": [as_row(incident) for incident in context["object_list"]],
            "columns": columns(),
        }


class IncidentCreate(RoleRequired, ActsOnForm, FormView):
    permission = "collections.report_incident"
    form_class = IncidentForm
    template_name = "collections/supervisor/incident_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cadres": Cadre.objects.visible_to(self.request.user)}

    def act(self, form):
        report_incident(by=self.request.user, **form.cleaned_data)
        return _("Laporan tersimpan. Supervisor akan memeriksanya.")

    def get_success_url(self):
        may_read = self.request.user.has_perm(IncidentList.permission)
        return reverse("collections:incident-list" if may_read else "collections:incident-create")


class IncidentDecide(RoleRequired, FormAbout):
    permission = "collections.decide_incident"
    model = IntegrityIncident
    form_class = IncidentDecisionForm
    template_name = "collections/supervisor/incident.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "reported_by", "decided_by", "branch")

    def get_context_data(self, **kwargs):
        return super().get_context_data(status=status_of(self.object), **kwargs)

    def act(self, form):
        decide_incident(incident=self.object, by=self.request.user, **form.cleaned_data)
        return _("Keputusan tersimpan.")

    def get_success_url(self):
        return reverse("collections:incident-list")


def status_of(incident: IntegrityIncident) -> tuple[str, str]:
    return incident.get_state_display(), STATE_KINDS[incident.state]


def columns() -> list[dict]:
    return [
        {"key": "happened_on", "label": _("Tanggal kejadian"), "kind": "date", "url": "url"},
        {"key": "cadre", "label": _("Kader")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "reported_by", "label": _("Dilaporkan oleh")},
    ]


def as_row(incident: IntegrityIncident) -> dict:
    return {
        "happened_on": incident.happened_on,
        "url": reverse("collections:incident-decide", args=[incident.pk]),
        "cadre": str(incident.cadre),
        "state": status_of(incident),
        "reported_by": str(incident.reported_by or ""),
    }
