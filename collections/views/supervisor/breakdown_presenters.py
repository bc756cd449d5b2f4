"""Rows of a month's figures one floor down, each with the way further down; sums are those of the figure."""

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from arrears.models import Case
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.months import month_text

from ...closing.models import AreaFigure, RewardLine, Settlement
from ...payment_words import verdict_words

SUMMED = ("cases", "target", "collected", "paying", "settled")


def area_columns() -> list[dict]:
    return [
        {"key": "area", "label": _("Kelurahan"), "url": "url"},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "collected", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "rate", "label": _("Kolektabilitas"), "kind": "percent"},
        {"key": "paying", "label": _("Membayar"), "kind": "number"},
        {"key": "settled", "label": _("Lunas"), "kind": "number"},
    ]


def area_row(figure: AreaFigure) -> dict:
    month = month_text(figure.closing.month)
    return {name: getattr(figure, name) for name in SUMMED} | {
        "area": figure.area.name,
        "url": reverse("collections:closing-area", args=[month, figure.area.code]),
        "rate": (figure.collected, figure.target),
    }


def total_of(rows: list[dict]) -> dict | None:
    if not rows:
        return None
    sums = {name: sum(row[name] for row in rows) for name in SUMMED}
    return sums | {"area": _("Jumlah"), "rate": (sums["collected"], sums["target"])}


# Cases


def with_eligible(cases, closing):
    """Annotate `eligible`: what counted for the case in its own month."""
    mine = Settlement.objects.filter(closing=closing, case=OuterRef("pk"), is_late=False)
    sums = mine.order_by().values("case").annotate(sum=Sum("eligible")).values("sum")
    return cases.annotate(eligible=Coalesce(Subquery(sums), 0))


def cases_of_area(closing, area):
    cases = Case.objects.filter(branch=closing.branch_id, month=closing.month, area=area)
    return with_eligible(cases, closing).order_by("-target", "pk")


def cases_of_cadre(closing, cadre):
    cases = Case.objects.filter(branch=closing.branch_id, month=closing.month).counted_for(cadre)
    return with_eligible(cases, closing).order_by("-target", "pk")


def case_columns() -> list[dict]:
    return [
        {"key": "key", "label": _("Keluarga"), "kind": "code", "url": "url"},
        {"key": "months", "label": _("Bulan tunggakan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "eligible", "label": _("Diakui (Rp)"), "kind": "amount"},
        {"key": "rate", "label": _("Bagian"), "kind": "percent"},
    ]


def case_row(case: Case) -> dict:
    return {
        "key": mask_tail(case.key),
        "url": reverse("collections:case-figures", args=[case.pk]),
        "months": case.months,
        "target": case.target,
        "eligible": case.eligible,
        "rate": (case.eligible, case.target),
    }


def case_total(figure: AreaFigure) -> dict:
    """The figure of the kelurahan: the sum over all its pages."""
    return {
        "key": _("Jumlah semua"),
        "target": figure.target,
        "eligible": figure.collected,
        "rate": (figure.collected, figure.target),
    }


# A cadre's month


def collected_rows(closing, cadre) -> list[dict]:
    settled = Settlement.objects.filter(closing=closing, cadre=cadre).select_related("payment", "closing")
    ordered = settled.order_by("payment__paid_on", "payment__source", "payment__reference")
    return [collected_row(row) for row in ordered]


def collected_row(settlement: Settlement) -> dict:
    payment = settlement.payment
    return {
        "reference": f"{payment.source} {payment.reference}",
        "url": reverse("collections:payment-detail", args=[payment.pk]),
        "paid_on": payment.paid_on,
        "amount": -payment.amount if payment.reverses_id else payment.amount,
        "own": 0 if settlement.is_late else settlement.eligible,
        "late": settlement.eligible if settlement.is_late else 0,
        "verdict": verdict_words(settlement.verdict),
    }


def collected_columns() -> list[dict]:
    return [
        {"key": "reference", "label": _("Pembayaran"), "kind": "code", "url": "url"},
        {"key": "paid_on", "label": _("Tanggal bayar"), "kind": "date"},
        {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
        {"key": "own", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "late", "label": _("Susulan (Rp)"), "kind": "amount"},
        {"key": "verdict", "label": _("Sebab"), "kind": "status"},
    ]


def collected_total(rows: list[dict]) -> dict | None:
    if not rows:
        return None
    return {"reference": _("Jumlah")} | {name: sum(row[name] for row in rows) for name in ("own", "late")}


def line_rows(closing, cadre) -> list[dict]:
    lines = RewardLine.objects.filter(closing=closing, cadre=cadre).select_related("settlement")
    return [line_row(line) for line in lines]


def line_row(line: RewardLine) -> dict:
    payment = line.settlement and line.settlement.payment_id
    return {
        "reference": f"{line.source} {line.reference if payment else mask_tail(line.reference)}",
        "url": reverse("collections:payment-detail", args=[payment]) if payment else "",
        "dated": line.dated,
        "months": line.months,
        "eligible": line.eligible,
        "rate_bp": line.rate_bp,
        "calculated": line.calculated,
        "reward": line.reward,
        "late_from": line.late_from,
    }


def line_columns() -> list[dict]:
    return [
        {"key": "reference", "label": _("Pembayaran"), "kind": "code", "url": "url"},
        {"key": "dated", "label": _("Tanggal"), "kind": "date"},
        {"key": "months", "label": _("Bulan tunggakan"), "kind": "number"},
        {"key": "eligible", "label": _("Diakui (Rp)"), "kind": "amount"},
        {"key": "rate_bp", "label": _("Tarif"), "kind": "rate_bp"},
        {"key": "calculated", "label": _("Sebelum batas (Rp)"), "kind": "amount"},
        {"key": "reward", "label": _("Imbal jasa (Rp)"), "kind": "amount"},
        {"key": "late_from", "label": _("Susulan dari"), "kind": "month"},
    ]


def line_total(rows: list[dict]) -> dict | None:
    if not rows:
        return None
    return {"reference": _("Jumlah")} | {name: sum(row[name] for row in rows) for name in ("calculated", "reward")}
