"""The facts of a review as tables, the same for the office, the region and the cadre; only the links differ."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from kaderjkn.common.formatting import long_date, number

from ..closing.enums import Verdict
from ..field.promises import PromiseState
from ..reviews import facts
from ..reviews.enums import PassReason
from ..reviews.facts import MonthFacts, MonthRows
from ..reviews.models import Review
from .review_presenters import review_status

Links = Callable[[date], str]
NO_LINK: Links = lambda _month: ""  # noqa: E731 (a value, not a definition)
PROMISE_KINDS = {PromiseState.KEPT: "success", PromiseState.BROKEN: "warning", PromiseState.WAITING: "neutral"}
ATTENDANCE_KINDS = {"present": "success", "made_up": "success", "excused": "info", "absent": "warning"}


def review_facts(review: Review, *, month_url: Links = NO_LINK, review_url: Callable[[Review], str]) -> dict:
    """What the page of a review shows beside its steps."""
    months = facts.months_of(review)
    return {
        "month_columns": month_columns(),
        "months": [month_row(month, month_url) for month in months],
        "uncounted_columns": uncounted_columns(),
        "uncounted": [uncounted_row(row) for month in months for row in month.uncounted],
        "earlier_columns": earlier_columns(),
        "earlier": [earlier_row(one, review_url(one)) for one in facts.earlier_reviews(review)],
        "incident_columns": incident_columns(),
        "incidents": [incident_row(one) for one in facts.incidents_of(review)],
    }


# Months


def month_columns() -> list[dict]:
    return [
        {"key": "month", "label": _("Bulan"), "kind": "month", "url": "url"},
        {"key": "counts", "label": _("Dihitung"), "kind": "status"},
        {"key": "cases", "label": _("Binaan"), "kind": "number"},
        {"key": "target", "label": _("Target (Rp)"), "kind": "amount"},
        {"key": "collected", "label": _("Tertagih (Rp)"), "kind": "amount"},
        {"key": "contacts", "label": _("Kontak"), "kind": "number"},
        {"key": "promises", "label": _("Janji ditepati / belum")},
        {"key": "meetings", "label": _("Pertemuan dihadiri")},
    ]


def month_row(month: MonthFacts, month_url: Links) -> dict:
    return {
        "month": month.month,
        "url": month_url(month.month),
        "counts": counts_words(month),
        "cases": month.cases,
        "target": month.target,
        "collected": month.collected,
        "contacts": month.contacts,
        "promises": f"{number(month.kept)} / {number(month.broken)}",
        "meetings": meeting_words(month),
    }


def counts_words(month: MonthFacts) -> tuple[str, str]:
    """Whether the review rests on the month, or why it was passed over."""
    if month.is_basis:
        return _("Dasar tinjauan"), "warning"
    words = {
        "open": _("Belum tutup buku"),
        "no_agreement": _("Dilewati: perjanjian tidak berlaku sebulan penuh"),
        "no_cases": _("Dilewati: tidak memegang binaan"),
        "no_payments": _("Dilewati: cabang belum mengimpor pembayaran"),
        "excused": _("Dikecualikan: %(reason)s") % {"reason": excuse_words(month.excuse)},
        "": _("Dihitung, ada setoran"),
    }
    return words[month.passed_over], "success" if not month.passed_over else "info"


def excuse_words(reason: str | None) -> str:
    return str(PassReason(reason).label) if reason else ""


def meeting_words(month: MonthFacts) -> str:
    if month.meetings_counted is None:
        return ""
    words = {"done": number(month.meetings_attended), "all": number(month.meetings_counted)}
    return _("%(done)s dari %(all)s") % words


# Payments that came and did not count


def uncounted_columns() -> list[dict]:
    return [
        {"key": "why", "label": _("Sebab")},
        {"key": "month", "label": _("Bulan bayar"), "kind": "month"},
        {"key": "payments", "label": _("Pembayaran"), "kind": "number"},
        {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
    ]


def uncounted_row(row: dict) -> dict:
    return {
        "why": why_words(row["verdict"]),
        "month": row["paid_month"],
        "payments": row["payments"],
        "amount": row["amount"],
    }


def why_words(verdict: str) -> str:
    if verdict == Verdict.COLLECTED:
        return _("Diakui untuk kader yang memegang binaan pada hari bayar")
    return str(Verdict(verdict).label)


# Earlier reviews and incidents


def earlier_columns() -> list[dict]:
    return [
        {"key": "month", "label": _("Dibuka untuk"), "kind": "month", "url": "url"},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def earlier_row(review: Review, url: str) -> dict:
    return {"month": review.opened_month, "url": url, "state": review_status(review)}


def incident_columns() -> list[dict]:
    return [
        {"key": "day", "label": _("Tanggal kejadian"), "kind": "date"},
        {"key": "state", "label": _("Keadaan")},
    ]


def incident_row(incident) -> dict:
    return {"day": incident.happened_on, "state": incident.get_state_display()}


# The rows behind a month


def month_rows(rows: MonthRows) -> dict:
    """Tables of contacts, promises, meetings and payments of one month, without the names of families."""
    return {
        "contact_columns": [
            {"key": "day", "label": _("Tanggal"), "kind": "date"},
            {"key": "mode", "label": _("Cara")},
            {"key": "outcome", "label": _("Hasil")},
        ],
        "contacts": [
            {"day": one.made_on, "mode": one.get_mode_display(), "outcome": one.get_outcome_display()}
            for one in rows.contacts
        ],
        "promise_columns": [
            {"key": "day", "label": _("Tanggal janji"), "kind": "date"},
            {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
            {"key": "paid", "label": _("Dibayar (Rp)"), "kind": "amount"},
            {"key": "state", "label": _("Keadaan"), "kind": "status"},
        ],
        "promises": [promise_row(one) for one in rows.promises],
        "meeting_columns": [
            {"key": "day", "label": _("Tanggal"), "kind": "date"},
            {"key": "state", "label": _("Kehadiran"), "kind": "status"},
        ],
        "meetings": [
            {"day": one.meeting.held_on, "state": (one.get_state_display(), ATTENDANCE_KINDS[one.state])}
            for one in rows.attendances
        ],
        "payment_columns": [
            {"key": "reference", "label": _("Pembayaran"), "kind": "code"},
            {"key": "day", "label": _("Tanggal"), "kind": "date"},
            {"key": "amount", "label": _("Jumlah (Rp)"), "kind": "amount"},
            {"key": "why", "label": _("Sebab")},
        ],
        "payments": [payment_row(one) for one in rows.uncounted],
    }


def promise_row(contact) -> dict:
    state = PromiseState(contact.promise_state)
    return {
        "day": contact.promised_on,
        "amount": contact.promised_amount,
        "paid": contact.promise_paid,
        "state": (str(state.label), PROMISE_KINDS[state]),
    }


def payment_row(settlement) -> dict:
    payment = settlement.payment
    return {
        "reference": f"{payment.source} {payment.reference}",
        "day": payment.paid_on,
        "amount": payment.amount,
        "why": why_words(settlement.verdict),
    }


def paid_words(day: date | None) -> str:
    """Up to which day payments are known, beside the figures that still move."""
    return _("pembayaran diketahui sampai %(day)s") % {"day": long_date(day)} if day else _("belum ada pembayaran")
