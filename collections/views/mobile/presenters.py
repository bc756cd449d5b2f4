"""How stops, contacts, promises and payments are said on the phone. Asks the database nothing."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import rupiah, short_date

from ...closing.enums import Verdict
from ...field.promises import PromiseState
from ...field.worklist import WorkItem

REASON_KINDS = {
    "promise_due": "success",
    "promise_broken": "warning",
    "never_contacted": "info",
    "large": "info",
    "long_ago": "neutral",
    "promise_ahead": "neutral",
    "contacted": "neutral",
}
PROMISE_KINDS = {PromiseState.KEPT: "success", PromiseState.BROKEN: "warning", PromiseState.WAITING: "info"}


def stop(item: WorkItem, today: date, weekly_limit: int) -> dict:
    """One household of the worklist with the words that say why it stands there."""
    return {
        "item": item,
        "reason": reason_words(item, today),
        "kind": REASON_KINDS[item.reason],
        "is_often": item.this_week >= weekly_limit,
    }


def reason_words(item: WorkItem, today: date) -> str:
    match item.reason:
        case "promise_due":
            return _("Janji membayar hari ini")
        case "promise_broken":
            return _("Janji %(day)s belum ditepati") % {"day": short_date(item.promised_on)}
        case "never_contacted":
            return _("Belum pernah dihubungi")
        case "large":
            return _("Tunggakan besar, terakhir dihubungi %(ago)s") % {"ago": ago(item.last_on, today)}
        case "promise_ahead":
            return _("Berjanji membayar %(day)s") % {"day": short_date(item.promised_on)}
    return _("Terakhir dihubungi %(ago)s") % {"ago": ago(item.last_on, today)}


def ago(day: date, today: date) -> str:
    """Say how long ago a day is, as one says it."""
    days = (today - day).days
    if days <= 0:
        return _("hari ini")
    return _("kemarin") if days == 1 else _("%(days)s hari lalu") % {"days": days}


def contact_item(contact) -> dict:
    """A contact for the component `timeline`."""
    parts = [
        contact.get_mode_display(),
        contact.channel and contact.channel.name,
        contact.note,
        contact.complaint,
    ]
    return {
        "when": contact.made_at,
        "title": contact.get_outcome_display(),
        "text": " · ".join(part for part in parts if part),
        "by": contact.cadre.name,
    }


def promise_item(contact) -> dict:
    """A promise with what became of it, for the component `timeline`."""
    named = rupiah(contact.promised_amount) if contact.promised_amount else _("tanpa jumlah")
    state = PromiseState(contact.promise_state)
    return {
        "when": contact.promised_on,
        "title": _("Janji %(amount)s") % {"amount": named},
        "text": _("Dibayar sampai hari itu: %(paid)s") % {"paid": rupiah(contact.promise_paid)},
        "tag": state.label,
        "kind": PROMISE_KINDS[state],
    }


def reward_row(line) -> dict:
    payment = line.settlement and line.settlement.payment_id
    return {
        "url": payment_address(payment),
        "dated": line.dated,
        "reference": f"{line.source} {line.reference}",
        "eligible": line.eligible,
        "months": line.months,
        "rate_bp": line.rate_bp,
        "reward": line.reward,
        "late_from": line.late_from,
    }


def payment_address(payment: int | None) -> str:
    """The page that says why a payment counts so; a fee has none."""
    return reverse("collections:own-payment", args=[payment]) if payment else ""


def reward_columns(*, late: bool) -> list[dict]:
    columns = [
        {"key": "reference", "label": _("Pembayaran"), "kind": "code", "url": "url"},
        {"key": "dated", "label": _("Tanggal"), "kind": "date"},
        {"key": "eligible", "label": _("Diakui (Rp)"), "kind": "amount"},
        {"key": "months", "label": _("Bulan menunggak"), "kind": "number"},
        {"key": "rate_bp", "label": _("Tarif"), "kind": "rate_bp"},
        {"key": "reward", "label": _("Imbal jasa (Rp)"), "kind": "amount"},
    ]
    return [*columns, {"key": "late_from", "label": _("Susulan dari"), "kind": "month"}] if late else columns


def uncounted_row(settlement, cadre) -> dict:
    """A payment that earned this cadre nothing, and why."""
    return {
        "reference": f"{settlement.payment.source} {settlement.payment.reference}",
        "url": payment_address(settlement.payment_id),
        "dated": settlement.payment.paid_on,
        "amount": settlement.payment.amount,
        "why": verdict_words(settlement, cadre),
    }


def uncounted_columns() -> list[dict]:
    return [
        {"key": "reference", "label": _("Pembayaran"), "kind": "code", "url": "url"},
        {"key": "dated", "label": _("Tanggal"), "kind": "date"},
        {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
        {"key": "why", "label": _("Sebab")},
    ]


def verdict_words(settlement, cadre) -> str:
    """Why a payment earned the cadre nothing."""
    if settlement.verdict == Verdict.COLLECTED and settlement.cadre_id != cadre.pk:
        return _("Diakui untuk kader yang memegang binaan pada hari bayar")
    if settlement.verdict == Verdict.COLLECTED:
        return _("Diakui, tanpa imbal jasa: tidak ada perjanjian yang berlaku pada hari bayar")
    return settlement.get_verdict_display()
