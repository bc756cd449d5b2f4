"""Cadre: the next meeting, the envelopes in hand, and what became of each. Small pages for the phone."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..forms import ReasonForm
from ..letters import letters_for
from ..models import Envelope, Meeting
from ..outstanding import days_since


class ForOwnEnvelopes(RoleRequired):
    """Only envelopes that this cadre has in hand (`visible_to`): what has ended is not found here."""

    permission = "meetings.confirm_envelopes"
    model = Envelope

    def get_queryset(self):
        rows = super().get_queryset().outstanding().with_keeper(self.request.user.branch.today())
        return rows.with_handed_over_at().select_related("case__area")

    def get_success_url(self):
        return reverse("meetings:own-meetings")

    get_failure_url = get_success_url


class OwnMeetings(ForOwnEnvelopes, ListView):
    """Start here: when the next meeting is, and what is still to be brought."""

    template_name = "meetings/own_meetings.html"
    paginate_by = 50

    def get_queryset(self):
        return super().get_queryset().order_by("handed_over_at", "number")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        branch = self.request.user.branch
        following = Meeting.objects.visible_to(self.request.user).held().coming(branch.today()).first()
        return context | {"following": following, "items": in_hand(context["object_list"], branch)}


class OwnEnvelope(ForOwnEnvelopes, DetailView):
    """One envelope in hand, with the two things that can become of it."""

    template_name = "meetings/own_envelope.html"

    def get_context_data(self, **kwargs):
        [item] = in_hand([self.object], self.request.user.branch)
        return super().get_context_data(item=item, **kwargs)


class OwnEnvelopeDelivered(ForOwnEnvelopes, ActOnPost):
    def act(self):
        actions.mark_delivered(envelope=self.object, by=self.request.user)
        return _("Terima kasih. Amplop %(number)s dicatat sampai.") % {"number": self.object.number}


class OwnEnvelopeReturned(ForOwnEnvelopes, FormAbout):
    form_class = ReasonForm
    template_name = "meetings/own_envelope_returned.html"

    def act(self, form):
        actions.mark_returned(envelope=self.object, by=self.request.user, **form.cleaned_data)
        return _("Amplop %(number)s dicatat kembali.") % {"number": self.object.number}


def in_hand(envelopes, branch) -> list[dict]:
    """What a cadre needs to find the house: name in part, RT and RW, kelurahan, and for how long it waits."""
    return [
        {
            "envelope": letter.envelope,
            "name": letter.listed.head_name if letter.listed else "",
            "rt": letter.listed.rt if letter.listed else "",
            "rw": letter.listed.rw if letter.listed else "",
            "area": letter.envelope.case.area.name,
            "days": days_since(letter.envelope.handed_over_at, branch),
        }
        for letter in letters_for(list(envelopes))
    ]
