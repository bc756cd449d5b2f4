"""Staff: handing envelopes over, the bundles that wait for a cadre, and one bundle with its confirmation."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, ListView

from cadres.models import Cadre
from kaderjkn.common.access import log_access
from kaderjkn.common.encrypted_files import decrypted
from kaderjkn.common.errors import Refused
from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..bundle_presenters import (
    bundle_columns,
    bundle_facts,
    bundle_rows,
    bundle_status,
    hand_over_consequences,
    item_columns,
    item_row,
)
from ..enums import BundleState
from ..forms_envelopes import SIGN, ConfirmedHandOverForm, HandOverForm, SignatureForm
from ..models import Envelope, EnvelopeBundle
from ..outstanding import outstanding_of
from ..presenters import outstanding_words

PERMISSION = "meetings.hand_over_envelopes"


class HandOver(RoleRequired, FormAbout):
    """Choose the envelopes for a cadre, see it in numbers, have the cadre confirm it by phone or by signature."""

    permission = PERMISSION
    model = Cadre
    context_object_name = "cadre"
    template_name = "meetings/hand_over.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "user")

    def get_form_class(self):
        return ConfirmedHandOverForm if "confirmed" in self.request.POST else HandOverForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cadre": self.object}

    def get_initial(self):
        """Everything that is ready, on the occasion from which the page was opened."""
        ready = Envelope.objects.ready_for(self.object, self.object.branch.today())
        occasion = {"meeting": self.request.GET.get("meeting"), "is_make_up": "make_up" in self.request.GET}
        return {"envelopes": ready, **occasion}

    def get_context_data(self, **kwargs):
        facts = {
            "before": outstanding_words(outstanding_of(self.object)),
            "waiting": EnvelopeBundle.objects.filter(cadre=self.object, state=BundleState.OFFERED),
        }
        return super().get_context_data(**facts, **kwargs)

    def form_valid(self, form):
        if isinstance(form, ConfirmedHandOverForm):
            return self.hand_over(form)
        return self.ask(ConfirmedHandOverForm(initial=form.cleaned_data, cadre=self.object), form.cleaned_data)

    def ask(self, form, chosen):
        """The page that asks how; where it is shown again because of an error, nothing has to be chosen anew."""
        count = len(chosen["envelopes"])
        facts = {"cadre": self.object, "form": form, "consequences": hand_over_consequences(self.object, count)}
        return render(self.request, "meetings/hand_over_confirm.html", facts)

    def hand_over(self, form):
        values = {name: value for name, value in form.cleaned_data.items() if name != "confirmed"}
        strokes = values.pop("signature")
        facts = {"cadre": self.object, "by": self.request.user, **values}
        is_signed = self.request.POST.get("way") == SIGN
        try:
            done = actions.hand_over(signature=strokes, **facts) if is_signed else actions.offer_bundle(**facts)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.ask(form, form.cleaned_data)
        messages.success(self.request, handed_over_words(done) if is_signed else offered_words(done))
        return redirect(done.bundle or "meetings:envelope-list")

    def form_invalid(self, form):
        """A choice that went stale between the two pages: say so, and choose anew."""
        if not isinstance(form, ConfirmedHandOverForm):
            return super().form_invalid(form)
        messages.error(self.request, _("Pilihan sudah berubah. Periksa dan pilih lagi."))
        return redirect(self.request.get_full_path())


def handed_over_words(done) -> str:
    count = len(done.envelopes)
    words = ngettext("%(count)s amplop diserahkan.", "%(count)s amplop diserahkan.", count) % {"count": count}
    if not done.before.count:
        return words
    return words + " " + _("Sebelumnya: %(before)s.") % {"before": outstanding_words(done.before)}


def offered_words(done) -> str:
    count = len(done.envelopes)
    words = ngettext(
        "%(count)s amplop menunggu konfirmasi kader di ponselnya.",
        "%(count)s amplop menunggu konfirmasi kader di ponselnya.",
        count,
    )
    return words % {"count": count} if count else _("Amplop itu sudah menunggu konfirmasi kader.")


class ForBundles(RoleRequired):
    permission = PERMISSION
    model = EnvelopeBundle
    context_object_name = "bundle"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "cadre__user", "meeting", "offered_by", "ended_by")


class BundleList(ForBundles, ListView):
    """Bundles that wait for their cadres, then those that were confirmed or withdrawn."""

    template_name = "meetings/bundle_list.html"
    paginate_by = 30

    def get_queryset(self):
        ended = super().get_queryset().exclude(state=BundleState.OFFERED)
        return ended.with_item_counts().order_by("-offered_at", "-pk")

    def get_context_data(self, **kwargs):
        offered = super().get_queryset().filter(state=BundleState.OFFERED)
        waiting = offered.with_item_counts().order_by("offered_at", "pk")
        context = super().get_context_data(waiting=bundle_rows(waiting), columns=bundle_columns(), **kwargs)
        return context | {"rows": bundle_rows(context["object_list"])}


class BundleDetail(ForBundles, DetailView):
    """Who offered, who confirmed how, and each envelope. The signature is shown to the office alone, and logged."""

    template_name = "meetings/bundle_detail.html"

    def get_context_data(self, **kwargs):
        bundle = self.object
        items = bundle.items.select_related("envelope__case__area").order_by("envelope__number")
        facts = {
            "status": bundle_status(bundle),
            "facts": bundle_facts(bundle),
            "columns": item_columns(),
            "rows": [item_row(item, bundle) for item in items],
            "is_waiting": bundle.state == BundleState.OFFERED,
            "strokes": self.strokes(),
        }
        return super().get_context_data(**facts, **kwargs)

    @transaction.atomic
    def strokes(self) -> str:
        bundle, user = self.object, self.request.user
        if not bundle.signature:
            return ""
        facts = {"subject_kind": "cadre", "subject_id": bundle.cadre_id}
        reason = _("Tanda tangan serah terima %(number)s") % {"number": bundle.pk}
        log_access(by=user, branch=bundle.branch, act="show", reason=reason, **facts)
        return decrypted(bundle.signature).decode()

    def render_to_response(self, context, **kwargs):
        """The page asks again while it waits; it is only drawn anew once the cadre has answered."""
        if self.request.htmx and context["is_waiting"]:
            return HttpResponse(status=204)
        return super().render_to_response(context, **kwargs)


class BundleWithdraw(ForBundles, ActOnPost):
    def act(self):
        bundle = actions.withdraw_bundle(bundle=self.object, by=self.request.user)
        return _("Bundel dibatalkan. %(count)s amplop tetap di kantor.") % {"count": bundle.items.count()}


class BundleSign(ForBundles, FormAbout):
    """The cadre signs on this screen instead of confirming on the phone."""

    form_class = SignatureForm
    template_name = "meetings/bundle_sign.html"

    def get_context_data(self, **kwargs):
        waiting = self.object.items.filter(is_open=True).count()
        facts = {"consequences": hand_over_consequences(self.object.cadre, waiting)}
        return super().get_context_data(**facts, **kwargs)

    def act(self, form):
        signature = form.cleaned_data["signature"]
        done = actions.sign_bundle(bundle=self.object, signature=signature, by=self.request.user)
        self.object = done.bundle or self.object
        return handed_over_words(done)
