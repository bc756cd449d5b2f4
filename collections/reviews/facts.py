"""Everything that a decision may rest on, as rows: frozen where the review keeps it, else as it stands now.

Nothing here names a household: the region reads the same facts. The rows behind a figure are `rows_of_month`.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from arrears.models import CaseHolder
from arrears.periods import paid_through
from kaderjkn.common.months import next_month
from kaderjkn.common.sql_jobs import fetch_all, sql_beside
from meetings.models import Attendance

from ..closing.enums import ClosingState, Verdict
from ..closing.models import Settlement
from ..field.models import Contact, IntegrityIncident
from ..field.promises import with_promise_state
from .models import Review

MONTHS = sql_beside(__file__)


@dataclass
class MonthFacts:
    """One month: what the review froze of it (`is_basis`), or why it was passed over."""

    month: date
    is_basis: bool
    passed_over: str
    excuse: str | None
    cases: int | None
    target: int | None
    collected: int | None
    contacts: int
    kept: int
    broken: int
    meetings_counted: int | None
    meetings_attended: int | None
    uncounted: list[dict] = field(default_factory=list)


def first_month(review: Review) -> date:
    return min([*(row.month for row in review.months.all()), review.opened_month])


def rests_on(review: Review, month: date) -> bool:
    """Whether the month lies between the first on which the review rests and the one that opened it."""
    return first_month(review) <= month <= review.opened_month


def months_of(review: Review) -> list[MonthFacts]:
    """The months from the first on which the review rests to the one that opened it, the newest first."""
    frozen = {row.month: row for row in review.months.all()}
    first = first_month(review)
    params = {
        "branch": review.branch_id,
        "cadre": review.cadre_id,
        "first": first,
        "last": review.opened_month,
        "paid_through": paid_through(review.branch),
    }
    uncounted = _uncounted_by_month(review, first)
    rows = fetch_all(MONTHS, params)
    return [_facts(row, frozen.get(row["month"]), uncounted.get(row["month"], [])) for row in rows]


def _facts(row: dict, kept, uncounted: list[dict]) -> MonthFacts:
    """What the review froze wins over what the tables say today."""
    names = ("cases", "target", "contacts", "meetings_counted", "meetings_attended")
    frozen = {name: getattr(kept, name) for name in names if kept and getattr(kept, name) is not None}
    live = {name: row[name] for name in (*names, "month", "excuse", "collected", "kept", "broken")}
    return MonthFacts(**live | frozen, is_basis=kept is not None, passed_over=_why(row, kept), uncounted=uncounted)


def _why(row: dict, kept) -> str:
    """Why the month does not count, the first reason that applies; empty where it counts."""
    if kept:
        return ""
    reasons = {
        "open": row["closing"] is None,
        "no_agreement": not row["has_agreement"],
        "no_cases": not row["has_cases"],
        "no_payments": not row["has_payments"],
        "excused": row["excuse"] is not None,
    }
    return next((name for name, applies in reasons.items() if applies), "")


def uncounted(review: Review, first: date) -> QuerySet[Settlement]:
    """Payments for cases that the cadre held in these months, of which nothing was collected by the cadre."""
    held = CaseHolder.objects.filter(
        branch=review.branch_id,
        cadre=review.cadre_id,
        case__branch=review.branch_id,
        case__month__range=(first, review.opened_month),
    )
    closed = Settlement.objects.filter(branch=review.branch_id, is_current=True, closing__state=ClosingState.CLOSED)
    mine = Q(cadre=review.cadre_id, verdict=Verdict.COLLECTED)
    return closed.filter(case__in=held.values("case"), paid_month__gte=first).exclude(mine)


def _uncounted_by_month(review: Review, first: date) -> dict[date, list[dict]]:
    sums = uncounted(review, first).order_by("paid_month", "verdict").values("paid_month", "verdict")
    found: dict[date, list[dict]] = {}
    for row in sums.annotate(payments=Count("pk"), amount=Sum("payment__amount")):
        found.setdefault(row["paid_month"], []).append(row)
    return found


def earlier_reviews(review: Review) -> QuerySet[Review]:
    """The cadre's other reviews, all but those that a reopening withdrew."""
    return Review.objects.counting().filter(cadre=review.cadre_id).exclude(pk=review.pk).select_related("cadre")


def incidents_of(review: Review) -> QuerySet[IntegrityIncident]:
    return IntegrityIncident.objects.filter(branch=review.branch_id, cadre=review.cadre_id)


@dataclass
class MonthRows:
    """The rows behind one month's figures, without names."""

    contacts: list
    promises: list
    attendances: list
    uncounted: list


def rows_of_month(review: Review, month: date) -> MonthRows:
    """What the figures of the month were counted from."""
    days = {"gte": month, "lt": next_month(month)}
    mine = Contact.objects.filter(branch=review.branch_id, cadre=review.cadre_id)
    contacts = mine.filter(**{f"made_on__{key}": day for key, day in days.items()}).select_related("channel")
    promises = with_promise_state(mine, paid_through(review.branch))
    promised = promises.filter(**{f"promised_on__{key}": day for key, day in days.items()})
    met = Attendance.objects.filter(cadre=review.cadre_id, meeting__is_cancelled=False)
    attended = met.filter(**{f"meeting__held_on__{key}": day for key, day in days.items()})
    payments = uncounted(review, month).filter(paid_month=month).select_related("payment")
    return MonthRows(
        contacts=list(contacts.order_by("made_at")),
        promises=list(promised.order_by("promised_on")),
        attendances=list(attended.select_related("meeting").order_by("meeting__held_on")),
        uncounted=list(payments.order_by("payment__paid_on", "payment__source", "payment__reference")),
    )
