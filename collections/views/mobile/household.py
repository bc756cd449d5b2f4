"""A household in care: whom to ask for, what is owed, how to pay, what happened so far."""

from django.utils import timezone
from django.views.generic import DetailView

from arrears.models import Case, Channel, Household, ListedHousehold
from arrears.periods import paid_through
from kaderjkn.common.access import is_shown
from kaderjkn.common.identity import virtual_account

from ...field.models import Contact
from ...field.promises import with_promise_state
from ...field.rules import is_often_contacted, is_quiet
from ...field.worklist import contacts_this_week
from .mixins import OwnPage
from .presenters import contact_item, promise_item

LATEST = 5


class OwnHousehold(OwnPage, DetailView):
    permission = "collections.use_worklist"
    model = Household
    template_name = "collections/mobile/household.html"

    def get_context_data(self, **kwargs):
        household, branch = self.object, self.cadre.branch
        case = Case.objects.visible_to(self.request.user).filter(household=household).order_by("-month")[0]
        return super().get_context_data(
            case=case,
            listed=ListedHousehold.objects.filter(branch=branch, list=case.list_id, household=household).first(),
            members=household.participants.count(),
            is_shown=is_shown(self.request, "household", household.pk),
            account=virtual_account(case.head_card),
            account_mandiri=virtual_account(case.head_card, mandiri=True),
            channels=Channel.objects.filter(is_offered=True),
            is_on_hold=Household.objects.on_hold(branch.today()).filter(pk=household.pk).exists(),
            **self.history(),
            **self.warnings(),
            **kwargs,
        )

    def history(self) -> dict:
        """Contacts and promises of the household, by whichever cadre: the family knows one BPJS."""
        contacts = Contact.objects.filter(branch=self.cadre.branch, household=self.object).order_by("-made_at")
        known = paid_through(self.cadre.branch)
        promises = with_promise_state(contacts, known)[:LATEST]
        return {
            "contacts": [contact_item(contact) for contact in contacts.select_related("channel", "cadre")[:LATEST]],
            "promises": [promise_item(contact) for contact in promises],
            "paid_through": known,
        }

    def warnings(self) -> dict:
        this_week = contacts_this_week(self.object, self.cadre.branch.today())
        return {
            "this_week": this_week,
            "is_often": is_often_contacted(self.policy, this_week),
            "is_quiet": is_quiet(self.policy, timezone.now().astimezone(self.cadre.branch.zone)),
            "policy": self.policy,
        }
