"""One payment: why it counted, for whom, at which rate, or why not; and back to what it rests on."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from arrears.models import Payment
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.months import month_text
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.explaining import explain, settlement_of
from ...payment_words import verdict_words
from ...questions.models import Question


class PaymentDetail(RoleRequired, DetailView):
    permission = "collections.read_payments"
    model = Payment
    template_name = "collections/staff/payment_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "household", "reverses", "matched_user")

    def get_context_data(self, **kwargs):
        payment, settlement = self.object, settlement_of(self.object)
        return super().get_context_data(
            payer=mask_tail(payment.payer),
            settlement=settlement,
            verdict=verdict_words(settlement.verdict if settlement else None),
            steps=explain(payment),
            links=links(payment, settlement),
            questions=Question.objects.visible_to(self.request.user).filter(payment=payment).select_related("cadre"),
            **kwargs,
        )


def links(payment: Payment, settlement) -> list[dict]:
    """What the payment is part of."""
    found = []
    if settlement and settlement.case_id:
        found.append({"label": _("Binaan"), "url": reverse("collections:case-figures", args=[settlement.case_id])})
    if settlement and settlement.cadre_id:
        args = [month_text(settlement.closing.month), settlement.cadre_id]
        found.append({"label": _("Bulan kader"), "url": reverse("collections:closing-cadre", args=args)})
    if settlement:
        found.append({"label": _("Tutup buku"), "url": settlement.closing.get_absolute_url()})
    if payment.household_id:
        found.append({"label": _("Keluarga"), "url": payment.household.get_absolute_url()})
    return found
