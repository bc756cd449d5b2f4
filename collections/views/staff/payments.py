"""All payments of the branch with what became of them."""

from django import forms
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from arrears.enums import MatchedBy
from arrears.forms import month_choices
from arrears.models import Payment
from arrears.periods import paid_through
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.months import next_month, parse_month
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.models import Settlement
from ...payment_words import verdict_words


class PaymentFilter(forms.Form):
    month = forms.ChoiceField(label=gettext_lazy("Bulan bayar"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Sumber"), required=False)
    matched = forms.ChoiceField(label=gettext_lazy("Kecocokan"), required=False)
    q = forms.CharField(
        label=gettext_lazy("Cari referensi"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data, *, branch):
        super().__init__(data)
        sources = Payment.objects.filter(branch=branch).order_by("source").values_list("source", flat=True).distinct()
        self.fields["month"].choices = [("", _("Semua bulan")), *month_choices(branch)[1:]]
        self.fields["source"].choices = [("", _("Semua sumber")), *((name, name) for name in sources)]
        self.fields["matched"].choices = [
            ("", _("Semua")),
            ("no", MatchedBy.NOBODY.label),
            *MatchedBy.choices[1:],
        ]

    def narrow(self, rows):
        """The payments that fit; a filter that is not understood shows none."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        if chosen["month"]:
            month = parse_month(chosen["month"])
            rows = rows.filter(paid_on__gte=month, paid_on__lt=next_month(month))
        if chosen["source"]:
            rows = rows.filter(source=chosen["source"])
        if chosen["matched"]:
            rows = rows.filter(matched_by="" if chosen["matched"] == "no" else chosen["matched"])
        return rows.filter(reference__icontains=chosen["q"].strip()) if chosen["q"] else rows


class PaymentList(RoleRequired, ListView):
    """Newest first; each says whether it counted, and for whom."""

    permission = "arrears.match_payments"
    model = Payment
    template_name = "collections/staff/payment_list.html"
    paginate_by = 50

    def get_queryset(self):
        branch = self.request.user.branch
        self.filter = PaymentFilter(self.request.GET, branch=branch)
        settled = Settlement.objects.filter(branch=branch, payment=OuterRef("pk"), is_current=True)
        rows = (
            self.filter.narrow(super().get_queryset())
            .select_related("reversal")
            .annotate(
                verdict=Subquery(settled.values("verdict")[:1]),
                eligible=Subquery(settled.values("eligible")[:1]),
                collector=Subquery(settled.values("cadre__name")[:1]),
            )
        )
        return rows.order_by("-paid_on", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        branch = self.request.user.branch
        facts = {
            "filter": self.filter,
            "columns": columns(),
            "rows": [as_row(payment) for payment in context["page_obj"]],
            "paid_through": paid_through(branch),
            "unmatched": Payment.objects.filter(branch=branch).unmatched().count(),
        }
        return context | facts


def columns() -> list[dict]:
    return [
        {"key": "reference", "label": _("Referensi"), "url": "url"},
        {"key": "source", "label": _("Sumber")},
        {"key": "paid_on", "label": _("Tanggal bayar"), "kind": "date"},
        {"key": "payer", "label": _("Pembayar"), "kind": "code"},
        {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
        {"key": "eligible", "label": _("Diakui (Rp)"), "kind": "amount"},
        {"key": "collector", "label": _("Kader")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def as_row(payment: Payment) -> dict:
    return {
        "reference": payment.reference,
        "url": address_of(payment),
        "source": payment.source,
        "paid_on": payment.paid_on,
        "payer": mask_tail(payment.payer),
        "amount": -payment.amount if payment.reverses_id else payment.amount,
        "eligible": payment.eligible,
        "collector": payment.collector,
        "state": state_of(payment),
    }


def address_of(payment: Payment) -> str:
    """Why it counts as it does; where it has no household, the page that finds one."""
    is_waiting = not payment.household_id and not payment.reverses_id and not hasattr(payment, "reversal")
    return reverse("arrears:payment-match" if is_waiting else "collections:payment-detail", args=[payment.pk])


def state_of(payment: Payment) -> tuple[str, str]:
    if payment.verdict:
        return verdict_words(payment.verdict)
    if payment.reverses_id:
        return _("Pembatalan"), "danger"
    if hasattr(payment, "reversal"):
        return _("Dibatalkan"), "neutral"
    if payment.matched_by == MatchedBy.NOBODY:
        return MatchedBy.NOBODY.label, "warning"
    return verdict_words(None)
