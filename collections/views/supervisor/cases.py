"""Why the payments of a case counted as they did, for whom: the settlements behind a figure."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from arrears.models import Case
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.views.mixins import RoleRequired

from ...closing.enums import Verdict
from ...closing.models import Settlement

VERDICT_KINDS = {Verdict.COLLECTED: "success", Verdict.NO_HOLDER: "info", Verdict.NO_CONTACT: "info"}


class CaseFigures(RoleRequired, DetailView):
    permission = "collections.read_closings"
    model = Case
    template_name = "collections/supervisor/case_figures.html"

    def get_queryset(self):
        return super().get_queryset().select_related("area", "household", "branch")

    def get_context_data(self, **kwargs):
        rows = settlement_rows(self.object)
        eligible = sum(row["eligible"] for row in rows)
        return super().get_context_data(
            rows=rows,
            columns=columns(),
            name=mask_tail(self.object.key),
            eligible=eligible,
            left=max(self.object.target - eligible, 0),
            holders=self.object.holders.select_related("cadre"),
            **kwargs,
        )


def settlement_rows(case: Case) -> list[dict]:
    """One line for each settlement in the order of RULES 5.2, with what was then left of the target."""
    settled = Settlement.objects.filter(case=case, is_current=True).select_related(
        "payment", "cadre", "closing", "reward_line__scheme"
    )
    left, rows = case.target, []
    for settlement in settled.order_by("payment__paid_on", "payment__source", "payment__reference"):
        left -= settlement.eligible
        rows.append(settlement_row(settlement, left))
    return rows


def settlement_row(settlement: Settlement, left: int) -> dict:
    payment, line = settlement.payment, getattr(settlement, "reward_line", None)
    return {
        "paid_on": payment.paid_on,
        "reference": f"{payment.source} {payment.reference}",
        "url": reverse("collections:payment-detail", args=[payment.pk]),
        "amount": payment.amount,
        "eligible": settlement.eligible,
        "left": left,
        "verdict": (settlement.get_verdict_display(), VERDICT_KINDS.get(settlement.verdict, "neutral")),
        "cadre": settlement.cadre and settlement.cadre.name,
        "reward": line and line.reward,
        "rate_bp": line and line.rate_bp,
        "late": settlement.closing.month if settlement.is_late else None,
    }


def columns() -> list[dict]:
    return [
        {"key": "reference", "label": _("Pembayaran"), "kind": "code", "url": "url"},
        {"key": "paid_on", "label": _("Tanggal bayar"), "kind": "date"},
        {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
        {"key": "eligible", "label": _("Diakui (Rp)"), "kind": "amount"},
        {"key": "left", "label": _("Sisa target (Rp)"), "kind": "amount"},
        {"key": "verdict", "label": _("Sebab"), "kind": "status"},
        {"key": "cadre", "label": _("Untuk kader")},
        {"key": "rate_bp", "label": _("Tarif"), "kind": "rate_bp"},
        {"key": "reward", "label": _("Imbal jasa (Rp)"), "kind": "amount"},
        {"key": "late", "label": _("Susulan, dibukukan pada"), "kind": "month"},
    ]
