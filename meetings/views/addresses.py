"""The page behind an envelope's QR code: for whoever holds the paper, and the short way in for office and cadre."""

from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from cadres.models import Cadre
from cadres.photos import public_photo
from kaderjkn.common.enums import Role
from kaderjkn.common.models import User
from kaderjkn.common.throttling import throttled
from kaderjkn.common.views.errors import error_page

from ..codes import is_envelope_code
from ..enums import EnvelopeState
from ..letters import offered_channels
from ..models import Envelope

PHONE_PAGE = "/hari-ini/#/amplop/nomor/{number}"


class EnvelopeAddress(TemplateView):
    """Say that the letter is genuine, who may bring it and that no money is taken; of the family nothing.

    The office of the branch and its cadres are sent on to their own page of the envelope; they are not counted, since
    a whole meeting scans from one address.
    """

    template_name = "meetings/envelope_address.html"

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        self.envelope = genuine_envelope(**kwargs)
        address = self.envelope and own_page(self.envelope, request.user)
        return redirect(address) if address else self.public(request, *args, **kwargs)

    @method_decorator(throttled("envelope", limit=30, seconds=300))
    def public(self, request, *args, **kwargs):
        if self.envelope is None:
            return error_page(404, "404_envelope")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        envelope = self.envelope
        cadre = carrier_of(envelope)
        facts = {
            "envelope": envelope,
            "branch": envelope.branch,
            "printed_on": envelope.printed_at.astimezone(envelope.branch.zone).date(),
            "cadre": cadre,
            "photo": public_photo(cadre) if cadre else "",
            "channels": offered_channels(),
            "is_lost": envelope.state == EnvelopeState.LOST,
        }
        return super().get_context_data(**facts, **kwargs)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response


def genuine_envelope(number: str, code: str) -> Envelope | None:
    """The envelope, where the code is the one that was printed on it."""
    if not is_envelope_code(code, number.partition("-")[0], number):
        return None
    return Envelope.objects.filter(number=number).select_related("branch").first()


def own_page(envelope: Envelope, user: User) -> str:
    """Where somebody of the branch goes on; empty for anybody else."""
    if not user.is_authenticated or user.branch_id != envelope.branch_id:
        return ""
    if user.role == Role.CADRE:
        return PHONE_PAGE.format(number=envelope.number)
    return envelope.get_absolute_url() if user.is_office else ""


def carrier_of(envelope: Envelope) -> Cadre | None:
    """Who may bring it: whom it was handed over to, else who holds the case; only under an agreement of today."""
    today = envelope.branch.today()
    keeper = Envelope.objects.with_keeper(today).get(pk=envelope.pk).keeper
    return Cadre.objects.filter(pk=keeper).with_agreement_on(today).first()
