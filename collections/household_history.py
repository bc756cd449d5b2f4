"""What ever happened to a household, newest first, as items of a timeline. A fixed number of queries."""

from datetime import date, datetime, time
from itertools import chain

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from arrears.models import ArrearsList, CaseHolder, Hold, Household, ListedHousehold, Payment, WriteOff
from arrears.periods import paid_through
from kaderjkn.common.formatting import long_date, month_name, rupiah
from meetings.enums import EnvelopeState
from meetings.models import EnvelopeStep

from .closing.enums import Verdict
from .closing.models import RewardLine, Settlement
from .feedback.models import FeedbackItem
from .field.models import Contact
from .field.promises import PromiseState, with_promise_state
from .outreach.models import OfficeContact
from .payment_words import verdict_words

PROMISE_KINDS = {PromiseState.KEPT: "success", PromiseState.BROKEN: "danger", PromiseState.WAITING: "info"}
ENVELOPE_KINDS = {
    EnvelopeState.DELIVERED: "success",
    EnvelopeState.LOST: "danger",
    EnvelopeState.RETURNED: "warning",
}


def history_of(household: Household) -> list[dict]:
    """Lists, holders, contacts, promises, payments, feedback, envelopes, holds and write-offs in one line of time."""
    zone = household.branch.zone
    sources = (listings, holders, contacts, office_contacts, payments, feedback, envelopes, holds, write_offs)
    items = list(chain.from_iterable(source(household) for source in sources))
    return sorted(items, key=lambda item: moment_of(item["when"], zone), reverse=True)


def moment_of(when: date | datetime, zone) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time.min, zone)


def mine(rows, household: Household):
    """Rows of the household; the branch is named for the index."""
    return rows.filter(branch=household.branch_id, household=household)


def listings(household: Household):
    in_force = ArrearsList.objects.in_force()
    for listed in (
        mine(ListedHousehold.objects, household).filter(list__in=in_force).select_related("list__run", "area")
    ):
        run = listed.list.run
        yield {
            "when": listed.list.data_date,
            "title": _("Pada daftar %(month)s: %(months)s bulan, %(amount)s")
            % {"month": month_name(listed.month), "months": listed.months, "amount": rupiah(listed.amount)},
            "text": _("%(place)s – impor %(number)s, %(file)s")
            % {"place": listed.area or listed.place, "number": run.pk, "file": run.file_name},
            "tag": listed.get_status_display(),
        }


def holders(household: Household):
    rows = CaseHolder.objects.filter(branch=household.branch_id, case__household=household)
    for holder in rows.select_related("cadre", "by", "case"):
        words = _("Binaan %(cadre)s") if holder.cadre else _("Tanpa pemegang")
        yield {
            "when": holder.from_on,
            "title": words % {"cadre": holder.cadre},
            "text": month_name(holder.case.month),
            "by": str(holder.by) if holder.by else None,
        }


def contacts(household: Household):
    rows = mine(Contact.objects, household)
    promises = {promise.pk: promise for promise in with_promise_state(rows, paid_through(household.branch))}
    for contact in rows.select_related("cadre", "channel"):
        yield contact_item(contact)
        if promise := promises.get(contact.pk):
            yield promise_item(promise)


def office_contacts(household: Household):
    """Calls and messages of the office, which are no contacts of a cadre."""
    rows = mine(OfficeContact.objects, household)
    promises = {promise.pk: promise for promise in with_promise_state(rows, paid_through(household.branch))}
    for contact in rows.select_related("channel", "recorded_by", "message"):
        yield office_item(contact)
        if promise := promises.get(contact.pk):
            yield promise_item(promise)


def office_item(contact: OfficeContact) -> dict:
    channel = contact.channel and _("Diarahkan ke %(channel)s") % {"channel": contact.channel}
    what = contact.get_result_display() or contact.message.get_state_display()
    return {
        "when": contact.made_at,
        "title": _("%(mode)s dari kantor: %(what)s") % {"mode": contact.get_mode_display(), "what": what},
        "text": " · ".join(part for part in (channel, contact.note) if part),
        "by": str(contact.recorded_by) if contact.recorded_by else None,
    }


def contact_item(contact: Contact) -> dict:
    parts = [
        contact.channel and _("Diarahkan ke %(channel)s") % {"channel": contact.channel},
        contact.get_reason_display(),
        contact.note,
        contact.get_complaint_category_display(),
        contact.complaint,
    ]
    return {
        "when": contact.made_at,
        "title": f"{contact.get_mode_display()}: {contact.get_outcome_display()}",
        "text": " · ".join(part for part in parts if part),
        "by": str(contact.cadre),
    }


def promise_item(promise: Contact | OfficeContact) -> dict:
    amount = rupiah(promise.promised_amount) if promise.promised_amount else _("tanpa jumlah")
    return {
        "when": promise.made_at,
        "title": _("Janji membayar sampai %(day)s: %(amount)s")
        % {"day": long_date(promise.promised_on), "amount": amount},
        "tag": PromiseState(promise.promise_state).label,
        "kind": PROMISE_KINDS[promise.promise_state],
    }


def payments(household: Household):
    """Payments with what became of them in the closing of their month, provisional while that is open."""
    current = {"is_current": True, "payment": OuterRef("pk"), "branch": household.branch_id}
    settled = Settlement.objects.filter(**current)
    reward = RewardLine.objects.filter(settlement__payment=OuterRef("pk"), settlement__is_current=True)
    mine_or_taken_back = Q(household=household) | Q(reverses__household=household)
    rows = Payment.objects.filter(mine_or_taken_back, branch=household.branch_id).annotate(
        verdict=Subquery(settled.values("verdict")[:1]),
        eligible=Subquery(settled.values("eligible")[:1]),
        collector=Subquery(settled.values("cadre__name")[:1]),
        reward=Subquery(reward.values("reward")[:1]),
    )
    return map(payment_item, rows)


def payment_item(payment: Payment) -> dict:
    tag, kind = verdict_words(payment.verdict)
    words = _("Pembatalan pembayaran %(amount)s") if payment.reverses_id else _("Pembayaran %(amount)s")
    return {
        "when": payment.paid_on,
        "title": words % {"amount": rupiah(payment.amount)},
        "text": " · ".join(payment_facts(payment)),
        "tag": tag,
        "kind": kind,
    }


def payment_facts(payment: Payment) -> list[str]:
    facts = [f"{payment.source} {payment.reference}"]
    if payment.channel:
        facts.append(payment.channel)
    if payment.eligible is not None:
        facts.append(_("diakui %(amount)s") % {"amount": rupiah(payment.eligible)})
    if payment.verdict and payment.verdict != Verdict.COLLECTED:
        facts.append(str(Verdict(payment.verdict).label))
    if payment.collector:
        facts.append(_("untuk %(cadre)s") % {"cadre": payment.collector})
    if payment.reward is not None:
        facts.append(_("imbal jasa %(amount)s") % {"amount": rupiah(payment.reward)})
    return facts


def feedback(household: Household):
    """What was brought back about the household, once the office has answered it."""
    for item in mine(FeedbackItem.objects, household).filter(answered_at__isnull=False).select_related("answered_by"):
        yield {
            "when": item.answered_at,
            "title": _("Umpan balik dijawab: %(kind)s") % {"kind": item.get_kind_display()},
            "text": item.answer,
            "by": str(item.answered_by),
            "tag": item.get_result_display(),
            "kind": "info",
        }


def envelopes(household: Household):
    rows = EnvelopeStep.objects.filter(envelope__branch=household.branch_id, envelope__case__household=household)
    for step in rows.select_related("envelope", "by"):
        mistaken = _("salah catat, dibatalkan") if step.undone_at else ""
        yield {
            "when": step.at,
            "title": _("Amplop %(number)s") % {"number": step.envelope.number},
            "text": " · ".join(filter(None, [step.reason, mistaken])),
            "by": str(step.by) if step.by else None,
            "tag": step.get_state_display(),
            "kind": ENVELOPE_KINDS.get(step.state, "neutral"),
        }


def holds(household: Household):
    for hold in mine(Hold.objects, household).select_related("set_by", "lifted_by"):
        title = _("Ditahan: %(reason)s") % {"reason": hold.get_reason_display()}
        yield {
            "when": hold.starts_on,
            "title": title,
            "text": hold.note,
            "by": hold.set_by and str(hold.set_by),
            "kind": "warning",
        }
        if hold.lifted_on:
            title = _("Penahanan dicabut: %(reason)s") % {"reason": hold.get_reason_display()}
            yield {"when": hold.lifted_on, "title": title, "by": hold.lifted_by and str(hold.lifted_by)}


def write_offs(household: Household):
    for written in mine(WriteOff.objects, household):
        yield {"when": written.on, "title": _("Tunggakan dihapus menurut kebijakan"), "text": written.reason}
