"""All payments of the branch with what became of them; payers are masked."""

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.enums import MatchedBy
from arrears.forms import PaymentFilter
from arrears.models import Payment
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.lists.declaring import Column, Listing, Sort, Total, declare
from kaderjkn.common.models import Branch

from ..closing.models import Settlement
from ..payment_words import verdict_words

SORTS = (
    Sort("paid_on", gettext_lazy("Tanggal bayar"), ("paid_on", "pk"), is_descending=True),
    Sort("amount", gettext_lazy("Jumlah"), ("amount", "pk"), is_descending=True),
)


def columns() -> list[Column]:
    return [
        Column("reference", _("Referensi"), "code", url="url", heading="referensi", is_fixed=True),
        Column("source", _("Sumber"), heading="sumber"),
        Column("paid_on", _("Tanggal bayar"), "date", heading="tgl_bayar", sort="paid_on"),
        Column("channel", _("Kanal"), heading="kanal", is_usual=False),
        Column("payer", _("Pembayar"), "code", heading="pembayar"),
        Column("amount", _("Jumlah (Rp)"), "amount", heading="jumlah", sort="amount"),
        Column("eligible", _("Diakui (Rp)"), "amount", heading="diakui"),
        Column("collector", _("Kader"), heading="kader"),
        Column("state", _("Keadaan"), "status", heading="keadaan"),
    ]


def present(rows: list[Payment], branch: Branch) -> list[dict]:
    """Payments with their settlement and their reversal: a fixed number of queries."""
    numbers = [row.pk for row in rows]
    settled = Settlement.objects.filter(branch=branch, payment__in=numbers, is_current=True).select_related("cadre")
    settlements = {row.payment_id: row for row in settled}
    reversed_ones = set(Payment.objects.filter(reverses__in=numbers).values_list("reverses", flat=True))
    return [as_row(row, settlements.get(row.pk), is_reversed=row.pk in reversed_ones) for row in rows]


def as_row(payment: Payment, settlement: Settlement | None, *, is_reversed: bool) -> dict:
    return {
        "pk": payment.pk,
        "label": payment.reference,
        "reference": payment.reference,
        "url": address_of(payment, is_reversed=is_reversed),
        "source": payment.source,
        "paid_on": payment.paid_on,
        "channel": payment.channel,
        "payer": mask_tail(payment.payer),
        "amount": -payment.amount if payment.reverses_id else payment.amount,
        "eligible": settlement and settlement.eligible,
        "collector": settlement.cadre.name if settlement and settlement.cadre else "",
        "state": state_of(payment, settlement, is_reversed=is_reversed),
    }


def address_of(payment: Payment, *, is_reversed: bool) -> str:
    """Why it counts as it does; where it has no household, the page that finds one."""
    is_waiting = not payment.household_id and not payment.reverses_id and not is_reversed
    return reverse("arrears:payment-match" if is_waiting else "collections:payment-detail", args=[payment.pk])


def state_of(payment: Payment, settlement: Settlement | None, *, is_reversed: bool) -> tuple[str, str]:
    if settlement and settlement.verdict:
        return verdict_words(settlement.verdict)
    if payment.reverses_id:
        return _("Pembatalan"), "danger"
    if is_reversed:
        return _("Dibatalkan"), "neutral"
    if payment.matched_by == MatchedBy.NOBODY:
        return MatchedBy.NOBODY.label, "warning"
    return verdict_words(None)


def totals(rows) -> list[Total]:
    """What was paid, less what was taken back."""
    found = rows.aggregate(
        count=Count("pk"),
        paid=Sum("amount", filter=Q(reverses__isnull=True), default=0),
        back=Sum("amount", filter=Q(reverses__isnull=False), default=0),
    )
    return [
        Total(_("Baris"), found["count"]),
        Total(_("Jumlah, dikurangi pembatalan"), found["paid"] - found["back"], "rupiah"),
    ]


PAYMENTS = declare(
    Listing(
        name="pembayaran",
        title=gettext_lazy("Pembayaran"),
        permission="arrears.match_payments",
        filter=PaymentFilter,
        columns=columns,
        sorts=SORTS,
        present=present,
        totals=totals,
        url_name="collections:payment-list",
    )
)
