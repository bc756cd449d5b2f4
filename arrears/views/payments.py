"""Payments that no household was found for, matched by hand; and such a match taken back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import mask_name, mask_tail, rupiah
from kaderjkn.common.views.acting import ActOnPost
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.payments import match_by_hand, take_back_match
from ..forms import FindHouseholdForm, UnmatchedFilter
from ..models import Household, Payment


class ForPayments(RoleRequired):
    permission = "arrears.match_payments"
    model = Payment


class UnmatchedList(ForPayments, ListView):
    """Payments that wait for a household, oldest first."""

    template_name = "arrears/unmatched_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.filter = UnmatchedFilter(self.request.GET)
        rows = super().get_queryset().unmatched()
        text = self.filter.cleaned_data["q"].strip() if self.filter.is_valid() else ""
        return rows.filter(reference__icontains=text) if text else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [unmatched_row(payment) for payment in context["object_list"]]
        return context | {"filter": self.filter, "rows": rows, "columns": columns()}


def columns() -> list[dict]:
    return [
        {"key": "reference", "label": _("Referensi"), "url": "url"},
        {"key": "source", "label": _("Sumber")},
        {"key": "paid_on", "label": _("Tanggal bayar"), "kind": "date"},
        {"key": "channel", "label": _("Kanal")},
        {"key": "payer", "label": _("Pembayar"), "kind": "code"},
        {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
    ]


def unmatched_row(payment: Payment) -> dict:
    return {
        "reference": payment.reference,
        "url": reverse("arrears:payment-match", args=[payment.pk]),
        "source": payment.source,
        "paid_on": payment.paid_on,
        "channel": payment.channel,
        "payer": mask_tail(payment.payer),
        "amount": payment.amount,
    }


class PaymentMatch(ForPayments, DetailView):
    """Find the household by KK or card number, look at it, confirm."""

    template_name = "arrears/payment_match.html"

    def get_queryset(self):
        return super().get_queryset().unmatched().select_related("branch")

    def get_context_data(self, **kwargs):
        form = FindHouseholdForm(self.request.GET if "number" in self.request.GET else None)
        found = find_household(self.object.branch, form.cleaned_data["number"]) if form.is_valid() else None
        facts = {
            "form": form,
            "found": found,
            "is_missing": form.is_bound and form.is_valid() and found is None,
        }
        return super().get_context_data(**facts, question=found and question(self.object, found), **kwargs)

    def post(self, request, *args, **kwargs):
        payment = self.get_object()
        households = Household.objects.visible_to(request.user)
        household = households.filter(pk=as_number(request.POST.get("household", ""))).first()
        if household is None:
            messages.error(request, _("Keluarga tidak ditemukan di cabang ini."))
            return redirect(request.path)
        try:
            match_by_hand(payment=payment, household=household, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        messages.success(request, _("Pembayaran %(reference)s dicocokkan.") % {"reference": payment.reference})
        return redirect("arrears:unmatched-list")


def as_number(text: str) -> int:
    """The id of a form; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def find_household(branch, number: str) -> Household | None:
    """The household of the branch that ever had this KK, or has a member with this card."""
    households = Household.objects.filter(branch=branch)
    return households.filter(keys__key=number).first() or households.filter(participants__card=number).first()


def question(payment: Payment, household: Household) -> list:
    """What the match means, before it is made; the household is recognised without being shown in full."""
    names = household.participants.order_by("card").values_list("name", flat=True)
    head = mask_name(names[0]) if names else "–"
    return [
        _("%(amount)s dari referensi %(reference)s")
        % {"amount": rupiah(payment.amount), "reference": payment.reference},
        _("menjadi pembayaran keluarga %(head)s, KK %(key)s, %(members)s peserta.")
        % {"head": head, "key": mask_tail(household.key), "members": len(names)},
    ]


class PaymentTakeBack(ForPayments, ActOnPost):
    """Undo a match by hand."""

    def get_queryset(self):
        return super().get_queryset().select_related("branch")

    def act(self):
        take_back_match(payment=self.object, by=self.request.user)
        return _("Kecocokan pembayaran %(reference)s ditarik.") % {"reference": self.object.reference}

    def get_success_url(self):
        return reverse("arrears:unmatched-list")

    get_failure_url = get_success_url
