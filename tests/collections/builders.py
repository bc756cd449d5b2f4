"""Small pieces of a branch's month: a case with its listing, a payment, a contact, figures."""

import uuid
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.utils import timezone

from arrears.jobs.search_words import write_words
from arrears.models import (
    ArrearsList,
    BranchPolicy,
    Case,
    CaseHolder,
    Household,
    HouseholdKey,
    ListedHousehold,
    Participant,
    Payment,
)
from kaderjkn.collections.feedback.models import FeedbackItem
from kaderjkn.collections.feedback.opening import open_for_complaint
from kaderjkn.collections.field.actions import record_contact
from kaderjkn.collections.models import (
    CadreFigure,
    Closing,
    Contact,
    IntegrityIncident,
    OutreachEvent,
    RegistrationInterest,
    Review,
    RewardLine,
    RewardScheme,
    SafetyReport,
    ServiceComplaint,
    Settlement,
)
from kaderjkn.common.models import ImportRun, Period
from tests import factories

ZONE = ZoneInfo("Asia/Jakarta")
numbers = count(1)


def month_of(branch) -> date:
    """The branch's own month."""
    return branch.today().replace(day=1)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def make_run(branch, kind="arrears", **fields) -> ImportRun:
    return ImportRun.objects.create(
        branch=branch,
        kind=kind,
        state="applied",
        applied_at=timezone.now(),
        file_name="uji.csv",
        checksum="0" * 64,
        **fields,
    )


def make_list(branch, month: date) -> ArrearsList:
    found = ArrearsList.objects.filter(branch=branch, month=month).first()
    Period.objects.get_or_create(branch=branch, month=month)
    return found or ArrearsList.objects.create(branch=branch, month=month, data_date=month, run=make_run(branch))


def make_case(cadre, *, month=None, target=600_000, months=6, area=None, name=None, household=None, **fields) -> Case:
    """A listed household of the cadre's branch as a case that the cadre holds since the month's first day."""
    branch, number = cadre.branch, next(numbers)
    month = month or month_of(branch)
    listing = make_list(branch, month)
    area = area or factories.AreaFactory(branch=branch)
    household = household or make_household(branch, number, name or f"Siti {number}")
    card = household.participants.first().card
    ListedHousehold.objects.create(
        branch=branch,
        month=month,
        list=listing,
        household=household,
        key=household.key,
        head_card=card,
        head_name=household.participants.first().name,
        members=1,
        months=months,
        amount=target,
        care_class=3,
        address="Jalan Melati 7",
        rt="001",
        rw="002",
        phone="+6281234567890",
        area=area,
        status="assigned",
    )
    case = Case.objects.create(
        branch=branch,
        month=month,
        household=household,
        list=listing,
        key=household.key,
        head_card=card,
        area=area,
        months=months,
        target=target,
        care_class=3,
        assigned_on=month,
        **fields,
    )
    CaseHolder.objects.create(branch=branch, case=case, from_on=month, cadre=cadre)
    write_words(branch=branch, month=month, list_id=listing.pk)
    return case


def make_household(branch, number: int, name: str) -> Household:
    household = factories.HouseholdFactory(branch=branch)
    HouseholdKey.objects.create(branch=branch, key=household.key, household=household)
    Participant.objects.create(branch=branch, card=f"{1_000_000_000 + number:013}", household=household, name=name)
    return household


def make_payment(case: Case, day: date, amount: int, **fields) -> Payment:
    values = {"household": case.household, "listed_month": day.replace(day=1), "matched_by": "rule"}
    values |= {"reference": f"R{next(numbers)}"} | fields
    return Payment.objects.create(
        branch=case.branch,
        run=make_run(case.branch, "payments"),
        line=1,
        source="BANK",
        paid_on=day,
        amount=amount,
        card=case.head_card,
        imported_at=timezone.now(),
        **values,
    )


def cover_payments(branch, day: date) -> None:
    """Payment files cover the branch up to the day."""
    make_run(branch, "payments", data_date=day)


def make_contact(case: Case, cadre, day: date, *, outcome="met", mode="visit", **fields) -> Contact:
    return Contact.objects.create(
        branch=case.branch,
        uuid=uuid.uuid4(),
        household=case.household,
        cadre=cadre,
        mode=mode,
        made_at=at(day),
        made_on=day,
        received_at=at(day),
        outcome=outcome,
        **fields,
    )


def make_closing(branch, month: date, *, state="provisional", **fields) -> Closing:
    Period.objects.update_or_create(
        branch=branch, month=month, defaults={"state": "open" if state == "provisional" else "closed"}
    )
    return Closing.objects.create(
        branch=branch,
        month=month,
        state=state,
        policy=BranchPolicy.objects.in_force(branch, month),
        scheme=RewardScheme.objects.in_force(branch, month),
        computed_at=timezone.now(),
        closed_at=None if state == "provisional" else timezone.now(),
        **fields,
    )


def make_period(branch, month: date = date(2026, 1, 1), state="open") -> Period:
    return Period.objects.get_or_create(branch=branch, month=month, defaults={"state": state})[0]


def make_review(cadre, month: date = date(2026, 3, 1), **fields) -> Review:
    """A review of the cadre, opened by the closing of the month, that rests on one month."""
    closing = Closing.objects.filter(branch=cadre.branch, month=month).first()
    closing = closing or make_closing(cadre.branch, month, state="closed")
    values = {"opened_at": timezone.now(), "answer_days": 7} | fields
    review = Review.objects.create(branch=cadre.branch, cadre=cadre, opened_by=closing, opened_month=month, **values)
    review.months.create(month=month, cases=12, contacts=5, meetings_counted=2, meetings_attended=1)
    return review


def make_incident(cadre, day: date = date(2026, 3, 5), **fields) -> IntegrityIncident:
    return IntegrityIncident.objects.create(
        branch=cadre.branch, cadre=cadre, happened_on=day, report="Meminta uang", **fields
    )


def made(cadre, day: date) -> dict:
    """Whose report it is and when it was made."""
    return {"branch": cadre.branch, "cadre": cadre, "made_at": at(day), "received_at": at(day)}


def make_interest(cadre, day: date = date(2026, 3, 5), **fields) -> RegistrationInterest:
    values = {"name": "Rina Wati", "phone": "+6281298765432", "agreed_to_call": True} | fields
    return RegistrationInterest.objects.create(**made(cadre, day), **values)


def make_event(cadre, day: date = date(2026, 3, 5), **fields) -> OutreachEvent:
    values = {"held_on": day, "place": "Balai RW 02", "topic": "Cara membayar", "people_reached": 25} | fields
    return OutreachEvent.objects.create(**made(cadre, day), **values)


def make_complaint(cadre, day: date = date(2026, 3, 5), **fields) -> ServiceComplaint:
    """With its item in the office's queue."""
    values = {"category": "referral_queue", "text": "Antre tiga jam"} | fields
    complaint = ServiceComplaint.objects.create(**made(cadre, day), **values)
    open_for_complaint(complaint)
    return complaint


def make_feedback(cadre, outcome="moved", household=None, **fields) -> FeedbackItem:
    """An item that a contact of the cadre today has opened."""
    household = household or make_case(cadre).household
    facts = {"mode": "visit", "outcome": outcome, "made_at": timezone.now(), "by": cadre.user} | fields
    contact, _is_new = record_contact(cadre=cadre, household=household, uuid=uuid.uuid4(), **facts)
    return FeedbackItem.objects.get(sources__contact=contact)


def make_danger(cadre, household, day: date = date(2026, 3, 5), **fields) -> SafetyReport:
    values = {"happened_on": day, "kind": "animal", "text": "Anjing dilepas di halaman"} | fields
    return SafetyReport.objects.create(household=household, **made(cadre, day), **values)


def make_figure(closing: Closing, cadre, **fields) -> CadreFigure:
    """The cadre's row of a closing: 2 cases with target 1,200,000, of which 600,000 came in."""
    values = {
        "cases": 2, "target": 1_200_000, "collected": 600_000, "paying": 1, "settled": 1, "late_collected": 0,
        "held_days": True, "contacted": 1, "meetings_counted": 2, "meetings_attended": 1, "incidents": 0,
        "is_active": True,
    }  # fmt: skip
    return CadreFigure.objects.create(branch=closing.branch, closing=closing, cadre=cadre, **values | fields)


def make_settlement(closing: Closing, payment: Payment, case: Case, *, cadre=None, **fields) -> Settlement:
    """What the payment counts for: all of it, for the cadre, or for the branch where there is none."""
    values = {
        "eligible": payment.amount,
        "is_late": False,
        "verdict": "collected" if cadre else "no_holder",
    } | fields
    return Settlement.objects.create(
        branch=closing.branch,
        closing=closing,
        payment=payment,
        case=case,
        cadre=cadre,
        paid_month=payment.paid_on.replace(day=1),
        **values,
    )


def make_line(settlement: Settlement, **fields) -> RewardLine:
    """A quarter of what was collected, as the shipped scheme has it."""
    reward = settlement.eligible // 4
    values = {
        "calculated": reward,
        "reward": reward,
        "rate_bp": 2500,
        "months": settlement.case.months,
    } | fields
    payment = settlement.payment
    return RewardLine.objects.create(
        branch=settlement.branch,
        closing=settlement.closing,
        cadre=settlement.cadre,
        settlement=settlement,
        case=settlement.case,
        source=payment.source,
        reference=payment.reference,
        dated=payment.paid_on,
        scheme=settlement.closing.scheme,
        eligible=settlement.eligible,
        **values,
    )
