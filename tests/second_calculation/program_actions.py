"""What the real program does for a step that has no command. Adapt these to the signatures of the actions."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SUPERVISOR = "pengawas-uji"
WIB = ZoneInfo("Asia/Jakarta")


def supervisor():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get_by_natural_key(SUPERVISOR)


def cadre_named(branch, code):
    from cadres.models import Cadre

    return Cadre.objects.get(branch__code=branch, code=code)


def excuse_month(*, branch, cadre, period):
    from kaderjkn.collections.reviews.actions import excuse_month as excuse
    from kaderjkn.common.months import parse_month

    return excuse(cadre=cadre_named(branch, cadre), month=parse_month(period), reason="illness", by=supervisor())


def decide_review(*, branch, cadre, decision, on=None, successor=None):
    """`on` is the last day of the partnership; the action wants the first day without it."""
    from kaderjkn.collections.reviews.actions import decide_review as decide
    from kaderjkn.collections.reviews.models import Review

    review = Review.objects.undecided().get(cadre=cadre_named(branch, cadre))
    Review.objects.filter(pk=review.pk).update(answer="Sudah dijawab")
    return decide(
        review=review,
        decision=decision,
        reason="Sudah dibicarakan",
        by=supervisor(),
        look_again_on=date.fromisoformat("2026-12-01") if decision == "coaching" else None,
        ends_on=on and date.fromisoformat(str(on)) + timedelta(days=1),
        hand_over_to=successor and cadre_named(branch, successor),
    )


def undo_last_list(*, branch, period):
    """Undo by the number that the newest list has; the only place that knows where it is kept."""
    from django.core.management import call_command

    out = io.StringIO()
    call_command("undo_import", newest_list_number(branch, period), stdout=out)
    return out.getvalue()


def newest_list_number(branch, period):
    from kaderjkn.common.models import ImportRun
    from kaderjkn.common.months import parse_month

    lists = ImportRun.objects.applied().filter(branch__code=branch, month=parse_month(period), kind="arrears")
    return lists.order_by("pk").values_list("pk", flat=True).last()


def undo_payments(*, branch, source, reference):
    """Undo the file that brought the named payment."""
    from django.core.management import call_command

    out = io.StringIO()
    call_command("undo_import", payment_named(branch, source, reference).run_id, stdout=out)
    return out.getvalue()


def payment_named(branch, source, reference):
    from arrears.models import Payment
    from kaderjkn.common.errors import Refused

    payment = Payment.objects.filter(branch__code=branch, source=source, reference=reference).first()
    if payment is None:
        raise Refused("no such payment")
    return payment


def match_payment(*, branch, source, reference, no_kk):
    from arrears.actions.payments import match_by_hand
    from arrears.models import HouseholdKey

    payment = payment_named(branch, source, reference)
    household = HouseholdKey.objects.get(branch__code=branch, key=no_kk).household
    return match_by_hand(payment=payment, household=household, by=supervisor())


def take_back_match(*, branch, source, reference):
    from arrears.actions.payments import take_back_match as take_back

    return take_back(payment=payment_named(branch, source, reference), by=supervisor())


def hold_meeting(*, branch, day, marks):
    from kaderjkn.common.models import Branch
    from meetings.actions import Mark, record_sheet
    from meetings.models import Meeting

    held_on = date.fromisoformat(day)
    meeting = Meeting.objects.create(branch=Branch.objects.get(code=branch), held_on=held_on)
    rows = [Mark(cadre_named(branch, cadre), state, **details_of(meeting, state)) for cadre, state in marks.items()]
    return record_sheet(meeting=meeting, marks=rows, by=supervisor())


def details_of(meeting, state):
    """What belongs to an excuse, and to a meeting that was made up."""
    from meetings.enums import ExcuseReason
    from meetings.validators import make_up_days

    if state == "made_up":
        return {"made_up_on": make_up_days(meeting)[0]}
    return {"excuse": ExcuseReason.values[0]} if state == "excused" else {}


def uphold_incident(*, branch, cadre, day):
    from kaderjkn.collections.field.incidents import decide_incident, report_incident

    about = {"cadre": cadre_named(branch, cadre), "happened_on": date.fromisoformat(day)}
    incident = report_incident(**about, report="Meminta uang", by=supervisor())
    return decide_incident(incident=incident, is_upheld=True, decision="Terbukti", by=supervisor())


def set_clock(step):
    """Let what the file has just brought have reached the server at the moment that the step names."""
    from arrears.models import Payment
    from kaderjkn.collections.models import Contact
    from kaderjkn.common.models import ImportRun

    run = ImportRun.objects.order_by("pk").last()
    if moment := step.options.get("imported"):
        Payment.objects.filter(run=run).update(imported_at=in_branch(moment))
    if moment := step.options.get("arrived"):
        Contact.objects.filter(run=run).update(received_at=in_branch(moment))


def in_branch(moment):
    return datetime.fromisoformat(moment).replace(tzinfo=WIB)


ACTIONS = {
    "excuse_month": excuse_month,
    "decide_review": decide_review,
    "undo_last_list": undo_last_list,
    "undo_payments": undo_payments,
    "match_payment": match_payment,
    "take_back_match": take_back_match,
    "hold_meeting": hold_meeting,
    "uphold_incident": uphold_incident,
}
