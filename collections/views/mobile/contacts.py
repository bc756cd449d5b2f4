"""Recording a contact: the outcome first, then only what it needs."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.models import Household
from kaderjkn.common.views.acting import FormAbout

from ...field.actions import notices_of, record_contact
from ...field.enums import HOLDING_OUTCOMES, Outcome
from ...field.forms import ContactForm, OutcomeForm
from ...field.rules import is_often_contacted, is_quiet
from ...field.worklist import contacts_this_week
from .mixins import OwnPage


class ContactCreate(OwnPage, FormAbout):
    """Without an outcome in the address, the page asks for it; the second step is the form."""

    permission = "collections.record_contact"
    model = Household
    form_class = ContactForm
    template_name = "collections/mobile/contact_form.html"

    def dispatch(self, request, *args, **kwargs):
        choice = OutcomeForm(request.GET)
        self.outcome = Outcome(choice.cleaned_data["hasil"]) if choice.is_valid() else None
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.outcome else self.ask_outcome()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.outcome else self.ask_outcome()

    def ask_outcome(self):
        context = {"household": self.get_object(), "outcomes": Outcome.choices, **self.warnings()}
        return render(self.request, "collections/mobile/outcome.html", context)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.cadre.branch, "outcome": self.outcome}

    def get_context_data(self, **kwargs):
        is_holding = self.outcome in HOLDING_OUTCOMES
        return super().get_context_data(outcome=self.outcome, is_holding=is_holding, **self.warnings(), **kwargs)

    def warnings(self) -> dict:
        household = getattr(self, "object", None) or self.get_object()
        this_week = contacts_this_week(household, self.cadre.branch.today())
        local_now = timezone.now().astimezone(self.cadre.branch.zone)
        return {
            "is_often": is_often_contacted(self.policy, this_week),
            "this_week": this_week,
            "is_quiet": is_quiet(self.policy, local_now),
        }

    def act(self, form):
        values = dict(form.cleaned_data)
        contact, _created = record_contact(
            cadre=self.cadre,
            household=self.object,
            uuid=values.pop("key"),
            outcome=self.outcome,
            by=self.request.user,
            **values,
        )
        for notice in notices_of(contact):
            messages.warning(self.request, notice)
        return _("Kontak tersimpan: %(outcome)s.") % {"outcome": contact.get_outcome_display()}

    def get_success_url(self):
        return reverse("collections:own-household", args=[self.object.pk])
