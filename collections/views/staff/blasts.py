"""Messages to many: prepared, looked at in numbers, confirmed, watched, paused and stopped."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView

from kaderjkn.common.formatting import number
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired
from kaderjkn.common.views.showing import ShowsTabs, Tab

from ...outreach.actions.blasts import (
    confirm_blast,
    decide_unsure,
    pause_blast,
    prepare_blast,
    resume_blast,
    stop_blast,
)
from ...outreach.claiming import why_not_now
from ...outreach.enums import OPEN_BLAST_STATES, BlastState, MessageState
from ...outreach.forms_messages import BlastForm, ConfirmBlastForm, ConfirmForm, DecideForm
from ...outreach.gateways import gateway
from ...outreach.jobs import audience
from ...outreach.models_messages import Blast, BlastMessage
from . import blast_presenters as presenters


class ForBlasts(RoleRequired):
    permission = "collections.send_messages"
    model = Blast

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "area", "created_by", "confirmed_by")


class BlastList(ShowsTabs, ForBlasts, ListView):
    template_name = "collections/staff/blast_list.html"
    paginate_by = 30

    def tabs(self):
        return [
            Tab("", _("Semua"), lambda rows, _branch: rows),
            Tab("unsure", _("Dengan pesan yang tidak pasti"), lambda rows, _branch: rows.with_unsure()),
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        blasts = list(context["page_obj"])
        counted = BlastMessage.objects.filter(blast__in=blasts).values_list("blast", "state")
        counts = presenters.by_blast(counted.order_by().annotate(households=Count("pk")))
        rows = [presenters.blast_row(blast, counts.get(blast.pk, {})) for blast in blasts]
        return context | {"columns": presenters.blast_columns(), "rows": rows}


class BlastPrepare(RoleRequired, ActsOnForm, FormView):
    """Choose message and households; the next page shows the numbers, and nothing is sent yet."""

    permission = "collections.send_messages"
    form_class = BlastForm
    template_name = "collections/staff/blast_prepare.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def get_context_data(self, **kwargs):
        texts = presenters.previews(self.request.user.branch)
        return super().get_context_data(texts=texts, is_without_gateway=gateway() is None, **kwargs)

    def act(self, form):
        user = self.request.user
        self.blast = prepare_blast(branch=user.branch, by=user, **form.cleaned_data)

    def get_success_url(self):
        return self.blast.get_absolute_url()


class BlastDetail(ForBlasts, DetailView):
    """Before it is confirmed: who gets it, who does not and why. After: how each message fared."""

    template_name = "collections/staff/blast_detail.html"

    def get_context_data(self, **kwargs):
        blast, branch = self.object, self.request.user.branch
        states = self.states()
        facts = {
            "preview": presenters.preview(blast),
            "status": presenters.status_of(blast),
            "facts": presenters.facts(blast),
            "is_draft": blast.state == BlastState.DRAFT,
            "why_not_now": why_not_now(branch, timezone.now()),
            "tiles": presenters.tiles(blast, states),
            "is_without_gateway": gateway() is None,
        }
        return super().get_context_data(**facts, **self.numbers(states), **self.messages(), **kwargs)

    def states(self) -> dict[str, int]:
        rows = self.object.messages.order_by().values_list("state").annotate(households=Count("pk"))
        return dict(rows)

    def numbers(self, states: dict[str, int]) -> dict:
        """The audience of a draft as it is now; of a confirmed blast as it was then, and who was left out since."""
        blast = self.object
        counts = audience.count(blast) if blast.state == BlastState.DRAFT else dict(blast.left_out)
        gets = counts.pop("", 0) if blast.state == BlastState.DRAFT else sum(states.values())
        since = blast.messages.filter(state=MessageState.LEFT_OUT).order_by().values_list("left_out")
        return {
            "gets": gets,
            "left_columns": presenters.left_columns(),
            "left_rows": presenters.left_rows(counts),
            "left_total": presenters.left_total(counts),
            "since_rows": presenters.left_rows(dict(since.annotate(households=Count("pk")))),
            "form": ConfirmBlastForm(initial={"expected": gets}),
        }

    def messages(self) -> dict:
        """The messages of one state, the newest hundred; the numbers masked."""
        asked = self.request.GET.get("state", "")
        if asked not in MessageState.values:
            return {}
        rows = self.object.messages.filter(state=asked).order_by("-ended_at", "-pk")[: presenters.SHOWN]
        return {
            "shown_state": MessageState(asked).label,
            "message_columns": presenters.message_columns(),
            "messages_shown": [presenters.message_row(message, self.object.branch) for message in rows],
        }


class BlastConfirm(ForBlasts, ActOnPost):
    def act(self):
        form = ConfirmBlastForm(self.request.POST)
        expected = form.cleaned_data["expected"] if form.is_valid() else -1
        confirm_blast(blast=self.object, expected=expected, by=self.request.user)
        return _("Siaran dikirim bertahap ke %(count)s keluarga.") % {"count": number(expected)}


class BlastPause(ForBlasts, ActOnPost):
    def act(self):
        pause_blast(blast=self.object, by=self.request.user)
        return _("Siaran dijeda.")


class BlastResume(ForBlasts, ActOnPost):
    def act(self):
        resume_blast(blast=self.object, by=self.request.user)
        return _("Siaran dilanjutkan.")


class BlastStop(ForBlasts, FormAbout):
    """Asked with how many messages are then never sent."""

    form_class = ConfirmForm
    template_name = "collections/staff/blast_stop.html"

    def get_queryset(self):
        return super().get_queryset().filter(state__in=OPEN_BLAST_STATES)

    def get_context_data(self, **kwargs):
        consequences = presenters.stop_consequences(self.object, self.object.messages.queued().count())
        return super().get_context_data(consequences=consequences, **kwargs)

    def act(self, _form):
        stop_blast(blast=self.object, by=self.request.user)
        return _("Siaran dihentikan. Pesan yang belum dikirim tidak akan dikirim.")


class MessageDecide(RoleRequired, FormAbout):
    """A message of which nobody knows whether it was sent: a person looks in the gateway, and says."""

    permission = "collections.send_messages"
    model = BlastMessage
    form_class = DecideForm
    template_name = "collections/staff/message_decide.html"

    def get_queryset(self):
        return super().get_queryset().unsure().select_related("blast", "branch")

    def get_context_data(self, **kwargs):
        return super().get_context_data(facts=presenters.unsure_facts(self.object), **kwargs)

    def act(self, form):
        decide_unsure(message=self.object, by=self.request.user, **form.cleaned_data)
        return _("Keterangan tersimpan.")

    def get_success_url(self):
        return reverse("collections:blast-detail", args=[self.object.blast_id])
