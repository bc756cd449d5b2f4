"""The slice: what one cadre's phone may keep, and nothing of anybody else's. The scope is the server's.

Built anew when a phone asks; `version` is a hash of its content, so that an unchanged one is not sent twice.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from arrears.models import BranchPolicy, Channel, ContributionRate
from arrears.periods import paid_through
from cadres.models import Cadre
from kaderjkn.common.devices.boxes import public_key, voucher_of
from kaderjkn.common.devices.slices import receipts_of, versioned
from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.models import Area
from kaderjkn.common.months import first_day
from meetings.models import Envelope

from ..feedback.models import FeedbackSource
from ..field import enums
from ..messages.texts import templates_of
from .households import households_of
from .meetings import cycle_of
from .months import month_in_work, months_of, visited_since_monday
from .payments import questions_of
from .reviews import reviews_of

FORMAT = 1
ANSWERS_KEPT = timedelta(days=60)
"""So long a cadre reads an answer on the phone."""
"""Of the slice; a phone with an older program wipes what it does not know and asks again."""


def slice_of(cadre: Cadre) -> dict:
    """Everything that the pages of the phone are drawn from, with its version."""
    return versioned(content_of(cadre))


def content_of(cadre: Cadre) -> dict:
    branch, today, month = cadre.branch, cadre.branch.today(), month_in_work(cadre.branch)
    households = households_of(cadre, month, today) if month else []
    return {
        "format": FORMAT,
        "language": get_language(),
        "lease_days": settings.PHONE_LEASE_DAYS,
        "seal_with": public_key(),
        "voucher": voucher_of(cadre.user_id),
        "me": person_of(cadre),
        "today": today,
        "month": month,
        "paid_through": paid_through(branch),
        "policy": policy_of(cadre),
        "choices": choices(),
        "channels": list(Channel.objects.filter(is_offered=True).values("code", "name", "how_to_pay")),
        "rates": rates_on(today),
        "messages": templates_of(branch),
        "areas": areas_of(households),
        "households": households,
        "visited": visited_since_monday(cadre, today),
        "months": months_of(cadre),
        "questions": questions_of(cadre),
        "envelopes": envelopes_of(cadre),
        "complaints": answers_of(cadre),
        "receipts": receipts_of(cadre.user),
        **cycle_of(cadre, today),
        **reviews_of(cadre),
    }


def person_of(cadre: Cadre) -> dict:
    branch = cadre.branch
    return {
        "user": cadre.user_id,
        "name": cadre.name,
        "code": cadre.code,
        "branch": branch.name,
        "zone": branch.time_zone,
        "care_contact": branch.care_contact,
    }


def policy_of(cadre: Cadre) -> dict:
    policy = BranchPolicy.objects.in_force(cadre.branch, first_day(cadre.branch.today()))
    names = ("contacts_per_week_max", "quiet_from", "quiet_until", "visits_per_week_target", "question_answer_days",
             "rehab_min_months", "rehab_max_months", "rehab_max_instalments")  # fmt: skip
    return {name: getattr(policy, name) for name in names}


def choices() -> dict[str, list]:
    """Value and label of everything that can be chosen, in the language of the visitor."""
    kinds = {
        "mode": enums.Mode,
        "outcome": enums.Outcome,
        "reason": enums.NonPaymentReason,
        "complaint": enums.ComplaintCategory,
        "danger": enums.DangerKind,
    }
    return {name: [[value, str(label)] for value, label in kind.choices] for name, kind in kinds.items()}


def rates_on(today) -> dict[int, int]:
    """What one member pays a month, rupiah by class, to estimate an instalment (RULES 2)."""
    rows = ContributionRate.objects.filter(starts_on__lte=today).order_by("starts_on")
    return {row.care_class: row.amount for row in rows if row.ends_on is None or row.ends_on >= today}


def areas_of(households: list[dict]) -> dict[int, str]:
    return dict(Area.objects.filter(pk__in={row["area"] for row in households}).values_list("pk", "name"))


def envelopes_of(cadre: Cadre) -> list[dict]:
    """Every envelope that the cadre has in hand, also of households that left the list or are on hold."""
    rows = Envelope.objects.of_branch(cadre.branch_id).outstanding().filter(cadre=cadre)
    rows = rows.with_handed_over_at().with_hold(cadre.branch.today()).select_related("case__area")
    return [
        {
            "id": row.pk,
            "number": row.number,
            "household": row.case.household_id,
            "area": row.case.area.name,
            "since": row.handed_over_at and row.handed_over_at.astimezone(cadre.branch.zone).date(),
            "is_on_hold": row.is_on_hold,
        }
        for row in rows.order_by("handed_over_at", "number")
    ]


def answers_of(cadre: Cadre) -> list[dict]:
    """What the office answered to complaints and other things that the cadre brought, newest first, to pass on."""
    since = timezone.now() - ANSWERS_KEPT
    sources = FeedbackSource.objects.filter(cadre=cadre, item__answered_at__gte=since)
    sources = sources.select_related("item__household", "contact", "complaint")
    found = {}
    for source in sources.order_by("-item__answered_at", "-made_at"):
        found.setdefault(source.item_id, source)
    return [as_answer(source, cadre.branch.zone) for source in list(found.values())[:20]]


def as_answer(source: FeedbackSource, zone) -> dict:
    item = source.item
    label = source.complaint.get_category_display() if source.complaint else item.get_kind_display()
    words = source.complaint.text if source.complaint else (source.contact.complaint if source.contact else source.note)
    of_whom = f"KK {mask_tail(item.household.key)}" if item.household else ""
    return {
        "id": source.pk,
        "label": str(label),
        "text": " · ".join(part for part in (of_whom, words) if part),
        "answer": item.answer,
        "on": source.made_at.astimezone(zone).date(),
    }
