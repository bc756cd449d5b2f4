"""Staff: the list of envelopes, one envelope with its custody chain, and the acts that end or mend it."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from cadres.models import Cadre
from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..enums import FINAL_STATES, EnvelopeState, StepState
from ..forms import ConfirmForm
from ..forms_envelopes import EnvelopeFilter, ReasonForm
from ..models import Envelope
from ..presenters import custody_items, envelope_columns, envelope_row, envelope_status


class ForEnvelopes(RoleRequired):
    permission = "meetings.hand_over_envelopes"
    model = Envelope


class EnvelopeList(ForEnvelopes, ListView):
    """All envelopes, by state, cadre, and number."""

    template_name = "meetings/envelope_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.filter = EnvelopeFilter(self.request.GET or None, user=self.request.user)
        rows = super().get_queryset().with_keeper(self.request.user.branch.today())
        wanted = self.filter.cleaned_data if self.filter.is_valid() else {}
        return rows.matching(**wanted).select_related("case__area").order_by("-number")

    def render_to_response(self, context, **kwargs):
        """A search that finds one envelope opens it."""
        if self.filter.is_bound and self.request.GET.get("q") and context["paginator"].count == 1:
            return redirect(context["object_list"][0])
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter=self.filter, columns=envelope_columns(), **kwargs)
        found = context["object_list"]
        cadres = Cadre.objects.in_bulk({row.keeper for row in found} - {None})
        return context | {"rows": [envelope_row(row, cadres.get(row.keeper)) for row in found]}


class EnvelopeDetail(ForEnvelopes, DetailView):
    """Where one envelope is, and how it got there."""

    template_name = "meetings/envelope_detail.html"

    def get_queryset(self):
        today = self.request.user.branch.today()
        rows = super().get_queryset().with_keeper(today).with_hold(today)
        return rows.select_related("branch", "case__area", "case__household")

    def get_context_data(self, **kwargs):
        envelope = self.object
        steps = list(envelope.steps.select_related("by", "undone_by", "meeting", "bundle"))
        standing = {step.state for step in steps if step.undone_at is None}
        is_at_office = StepState.TAKEN_IN in standing
        facts = {
            "keeper": Cadre.objects.filter(pk=envelope.keeper).first(),
            "status": envelope_status(envelope.state),
            "custody": custody_items(steps),
            "waiting": envelope.bundle_items.filter(is_open=True).select_related("bundle__cadre").first(),
            "is_expected": envelope.state == EnvelopeState.RETURNED and not is_at_office,
            "may_undo": envelope.state in FINAL_STATES,
        }
        return super().get_context_data(**facts, **kwargs)


class EnvelopeDelivered(ForEnvelopes, ActOnPost):
    def act(self):
        actions.mark_delivered(envelope=self.object, by=self.request.user)
        return _("Amplop %(number)s dicatat sampai di keluarga.") % {"number": self.object.number}


class EnvelopeEnd(ForEnvelopes, FormAbout):
    """Returned or lost, with a reason."""

    form_class = ReasonForm
    template_name = "meetings/envelope_end.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title(), **kwargs)


class EnvelopeReturned(EnvelopeEnd):
    def title(self):
        return _("Amplop kembali")

    def act(self, form):
        actions.mark_returned(envelope=self.object, by=self.request.user, **form.cleaned_data)
        return _("Amplop %(number)s dicatat kembali.") % {"number": self.object.number}


class EnvelopeLost(EnvelopeEnd):
    def title(self):
        return _("Amplop hilang")

    def act(self, form):
        actions.mark_lost(envelope=self.object, by=self.request.user, **form.cleaned_data)
        return _("Amplop %(number)s dicatat hilang.") % {"number": self.object.number}


class EnvelopeTakenIn(EnvelopeEnd):
    """The office has it in its hands; where the cadre has not said so, it is returned by this, with a reason."""

    def get_form_class(self):
        return ReasonForm if self.object.state == EnvelopeState.HANDED_OVER else ConfirmForm

    def title(self):
        return _("Amplop diterima kembali di kantor")

    def act(self, form):
        actions.take_in(envelope=self.object, by=self.request.user, **form.cleaned_data)
        return _("Amplop %(number)s diterima kembali di kantor.") % {"number": self.object.number}


class EnvelopeUndoEnd(ForEnvelopes, FormAbout):
    """A last step that was recorded by mistake: struck out, not deleted."""

    form_class = ConfirmForm
    template_name = "meetings/envelope_undo.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "branch")

    def get_context_data(self, **kwargs):
        words = {"state": self.object.get_state_display(), "cadre": self.object.cadre}
        consequences = [
            ("", _("Langkah «%(state)s» dicoret dari perjalanan amplop; coretannya tetap terlihat.") % words),
            ("", _("Amplop tercatat lagi di tangan %(cadre)s.") % words),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def act(self, _form):
        actions.undo_end(envelope=self.object, by=self.request.user)
        return _("Amplop %(number)s tercatat lagi di tangan kader.") % {"number": self.object.number}
