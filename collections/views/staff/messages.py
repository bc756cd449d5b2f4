"""Prepared messages: what the branch's cadres send to families, in the branch's own words or the program's."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from kaderjkn.common.views.acting import ActOnPost, ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ...messages.actions import reset_message, save_message
from ...messages.enums import MessageKind
from ...messages.forms import MessageForm
from ...messages.models import MessageTemplate
from ...messages.texts import DEFAULTS, fill
from . import message_presenters as presenters


class MessageList(RoleRequired, TemplateView):
    permission = "collections.edit_messages"
    template_name = "collections/staff/message_list.html"

    def get_context_data(self, **kwargs):
        mine = MessageTemplate.objects.visible_to(self.request.user)
        own = {template.kind: template for template in mine.select_related("branch", "changed_by")}
        rows = [presenters.message_row(kind, own.get(kind)) for kind in MessageKind]
        return super().get_context_data(columns=presenters.message_columns(), rows=rows, **kwargs)


class MessagePage(RoleRequired):
    """One kind of message, named in the address."""

    permission = "collections.edit_messages"

    @cached_property
    def kind(self) -> MessageKind:
        if self.kwargs["kind"] not in MessageKind.values:
            raise Http404
        return MessageKind(self.kwargs["kind"])

    def get_success_url(self):
        return reverse("collections:message-list")


class MessageEdit(MessagePage, ActsOnForm, FormView):
    """The text, beside how it reads on sample values; `preview` shows what is typed without saving it."""

    form_class = MessageForm
    template_name = "collections/staff/message.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_initial(self):
        return {"text": self.text}

    @cached_property
    def own(self) -> MessageTemplate | None:
        return MessageTemplate.objects.visible_to(self.request.user).filter(kind=self.kind).first()

    @property
    def text(self) -> str:
        return self.own.text if self.own else DEFAULTS[self.kind]

    def form_valid(self, form):
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, previewed=form.cleaned_data["text"]))
        return super().form_valid(form)

    def act(self, form):
        save_message(branch=self.request.user.branch, kind=self.kind, by=self.request.user, **form.cleaned_data)
        return _("Pesan tersimpan dan dipakai sejak sekarang.")

    def get_context_data(self, **kwargs):
        preview = fill(kwargs.get("previewed", self.text), presenters.sample_values(self.request.user.branch))
        return super().get_context_data(kind=self.kind, own=self.own, preview=preview, **kwargs)


class MessageReset(MessagePage, ActOnPost):
    """Back to the text that the program brings."""

    def get_object(self):
        return self.kind

    def act(self):
        reset_message(branch=self.request.user.branch, kind=self.kind, by=self.request.user)
        return _("Pesan kembali ke teks bawaan.")
