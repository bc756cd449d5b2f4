"""Staff: envelopes, their custody chain, printing a bundle and handing it over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, FormView, ListView

from cadres.models import Cadre
from kaderjkn.common.errors import Refused
from kaderjkn.common.views.acting import ActOnPost, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from .. import actions
from ..forms import BundleForm, ConfirmedHandOverForm, EnvelopeFilter, HandOverForm, ReasonForm
from ..letters import cases_without_envelope, households_waiting
from ..models import Envelope
from ..outstanding import outstanding_of
from ..presenters import custody_items, envelope_columns, envelope_row, envelope_status, outstanding_words


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
        steps = self.object.steps.select_related("by", "meeting")
        keeper = Cadre.objects.filter(pk=self.object.keeper).first()
        return super().get_context_data(
            keeper=keeper, status=envelope_status(self.object.state), custody=custody_items(steps), **kwargs
        )


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


class BundlePrint(RoleRequired, FormView):
    """Choose cadre and month, see in numbers what will be printed, print."""

    permission = "meetings.hand_over_envelopes"
    form_class = BundleForm
    template_name = "meetings/bundle_print.html"

    def get_form_kwargs(self):
        """Take the choice from the address: GET asks, POST to the same address prints."""
        kwargs = super().get_form_kwargs() | {"user": self.request.user}
        return kwargs | {"data": self.request.GET or None}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | ({"ask": self.ask(**form.cleaned_data)} if form.is_valid() else {})

    def ask(self, cadre, month, limit):
        count = cases_without_envelope(cadre, month).count()
        waiting = households_waiting(cadre, month)
        later = _("keluarga tetap tanpa surat: ditahan, lunas, dihapus, atau keluar daftar")
        return {
            "count": min(count, limit),
            "consequences": [
                (min(count, limit), _("surat dicetak dengan nomor baru")),
                *([(count - limit, _("surat lagi menunggu bundel berikutnya"))] if count > limit else []),
                *([(waiting, later)] if waiting else []),
            ],
        }

    def form_valid(self, form):
        cadre, month, limit = (form.cleaned_data[name] for name in ("cadre", "month", "limit"))
        cases = cases_without_envelope(cadre, month)[:limit]
        bundle = actions.print_envelopes(branch=cadre.branch, cases=cases, by=self.request.user)
        printed = len(bundle.envelopes)
        words = ngettext("%(count)s surat siap dicetak.", "%(count)s surat siap dicetak.", printed)
        messages.success(self.request, words % {"count": printed})
        return redirect("meetings:cadre-letters", cadre.pk)


class HandOver(RoleRequired, FormAbout):
    """Choose the envelopes for a cadre, confirm in numbers, hand over."""

    permission = "meetings.hand_over_envelopes"
    model = Cadre
    context_object_name = "cadre"
    template_name = "meetings/hand_over.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch")

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
        return super().get_context_data(before=outstanding_words(outstanding_of(self.object)), **kwargs)

    def form_valid(self, form):
        if isinstance(form, ConfirmedHandOverForm):
            return self.hand_over(form)
        return render(self.request, "meetings/hand_over_confirm.html", self.confirmation(form))

    def confirmation(self, form):
        return {
            "cadre": self.object,
            "form": ConfirmedHandOverForm(initial=form.cleaned_data, cadre=self.object),
            "consequences": self.consequences(len(form.cleaned_data["envelopes"])),
        }

    def consequences(self, count):
        before = outstanding_of(self.object)
        handed_over = (count, _("amplop diserahkan kepada %(cadre)s") % {"cadre": self.object})
        age = _("amplop lama masih di tangan kader, tertua %(days)s hari") % {"days": before.oldest_days}
        return [handed_over, *([(before.count, age)] if before.count else [])]

    def hand_over(self, form):
        values = {name: value for name, value in form.cleaned_data.items() if name != "confirmed"}
        try:
            done = actions.hand_over(cadre=self.object, by=self.request.user, **values)
        except Refused as refused:
            messages.error(self.request, str(refused))
            return redirect(self.request.get_full_path())
        messages.success(self.request, handed_over_words(done))
        return redirect(values["meeting"] or "meetings:envelope-list")

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
