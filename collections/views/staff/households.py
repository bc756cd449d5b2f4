"""A household with all that happened to it. Personal data is masked until somebody gives a reason."""

from django.views.generic import DetailView

from arrears.enums import MatchedBy
from arrears.models import Hold, Household, ListedHousehold, Payment
from kaderjkn.common.access import is_shown
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.models import Settlement
from ...feedback.models import FeedbackItem
from ...field.models import Contact
from ...field.phones import confirmed_phones
from ...field.reports import open_dangers
from ...household_history import history_of
from . import household_presenters as presenters


class HouseholdDetail(RoleRequired, DetailView):
    permission = "arrears.read_cases"
    model = Household
    template_name = "collections/staff/household_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "mended_area")

    def get_context_data(self, **kwargs):
        household = self.object
        shown = is_shown(self.request, "household", household.pk)
        listed = self.newest_listing()
        case = household.cases.with_last_holder().order_by("-month").first()
        facts = {
            "is_shown": shown,
            "heading": presenters.heading(listed, shown=shown),
            "identity": presenters.identity(household, listed, shown=shown) + self.told(shown=shown),
            "members": [presenters.member(one, shown=shown) for one in household.participants.order_by("card")],
            "member_columns": presenters.member_columns(),
            "case": case and presenters.case_facts(case, self.settled(case)),
            "dangers": open_dangers(household.branch_id, [household]).get(household.pk, []),
            "feedback": FeedbackItem.objects.unanswered().filter(household=household).select_related("owner"),
            "holds": Hold.objects.filter(household=household, lifted_on=None),
            "by_hand": self.matched_by_hand(),
            "history": history_of(household),
        }
        return super().get_context_data(**facts, **kwargs)

    def told(self, *, shown: bool) -> list[tuple]:
        """The number and the address that the family told at contacts, the newest of each."""
        phone = confirmed_phones(self.object.branch_id, [self.object]).get(self.object.pk, "")
        contacts = Contact.objects.filter(branch=self.object.branch_id, household=self.object)
        moved = contacts.exclude(new_address="").order_by("-made_at").first()
        return presenters.told(phone, moved.new_address if moved else "", shown=shown)

    def matched_by_hand(self):
        """Payments whose match can still be taken back."""
        payments = Payment.objects.filter(branch=self.object.branch_id, household=self.object)
        return payments.filter(matched_by=MatchedBy.HAND, settled_month=None)

    def newest_listing(self) -> ListedHousehold | None:
        rows = ListedHousehold.objects.filter(
            branch=self.object.branch_id, household=self.object, list__state="in_force"
        )
        return rows.select_related("area__parent").order_by("-month", "-list__data_date").first()

    def settled(self, case) -> list[int]:
        """The amounts that count against the target of the case."""
        current = Settlement.objects.filter(branch=case.branch_id, case=case, is_current=True)
        return list(current.values_list("eligible", flat=True))
