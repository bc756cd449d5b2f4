"""All payments of the branch with what became of them."""

from arrears.models import Payment
from arrears.periods import paid_through
from kaderjkn.common.views.lists import ListPage

from ...lists.payments import PAYMENTS


class PaymentList(ListPage):
    """Newest first; each says whether it counted, and for whom."""

    listing = PAYMENTS
    template_name = "collections/staff/payment_list.html"

    def facts(self):
        branch = self.request.user.branch
        has_unmatched = Payment.objects.filter(branch=branch).some_unmatched()
        return super().facts() | {"paid_through": paid_through(branch), "has_unmatched": has_unmatched}
