"""Payments, eligibility, attribution and reward of one period (RULES section 5 and 6)."""

from datetime import timedelta
from fractions import Fraction

from tests.second_calculation.assignment import has_agreement
from tests.second_calculation.dated_settings import policy_of, scheme_of
from tests.second_calculation.households import case_of_payment, first_period, household_of_payment
from tests.second_calculation.state import Closing, Fee, Item
from tests.second_calculation.values import half_up, next_period, period_of

TIME_TO_ARRIVE = timedelta(days=7)


def settle(book, period):
    """Work out the period: own payments; if it is the earliest open, late ones and reversals."""
    closing = Closing(period, policy_of(book, period), scheme_of(book, period))
    for payment in sorted(due(book, period), key=lambda payment: payment.order):
        if payment.cancels:
            closing.items.append(take_back(book, payment))
        else:
            closing.items.append(judge(book, closing, payment))
    closing.fees = list(due_fees(book, period))
    return closing


def due_fees(book, period):
    """The month's own registrations; in the earliest open month also unpaid ones of closed months."""
    paid = [fee.registration for closing in book.closings.values() for fee in closing.fees]
    for entry in book.registrations:
        own = period_of(entry.day)
        is_late = book.is_closed(own) and is_earliest_open(book, period)
        if entry not in paid and (own == period or is_late) and scheme_of(book, own).fee:
            yield Fee(entry, own, scheme_of(book, own).name, scheme_of(book, own).fee)


def settled_items(book):
    """What closed periods have fixed, by (source, reference)."""
    return {item.payment.key: item for closing in book.closings.values() for item in closing.items}


def cancelled_keys(book):
    return {(payment.source, payment.cancels) for payment in book.payments.values() if payment.cancels}


def due(book, period):
    """The payments and reversals that this period has to settle; an unmatched payment waits."""
    settled, cancelled = settled_items(book), cancelled_keys(book)
    for payment in book.payments.values():
        if payment.key in settled:
            continue
        if payment.cancels:
            if (payment.source, payment.cancels) in settled and is_earliest_open(book, period):
                yield payment
        elif payment.key not in cancelled and household_of_payment(book, payment)[0] is not None:
            own = period_of(payment.paid_on)
            if own == period or (book.is_closed(own) and is_earliest_open(book, period)):
                yield payment


def is_earliest_open(book, period):
    """Late lines fall into the period after the last closed one, or the first of all."""
    return period == (next_period(max(book.closings)) if book.closings else first_period(book))


def judge(book, closing, payment):
    """Eligibility, attribution and reward of one payment, after all that come before it in order."""
    item = Item(payment, period_of(payment.paid_on), case_of_payment(book, payment))
    if item.case is None:
        item.verdict = "no_case"
        return item
    used = sum(other.eligible for other in items_of_case(book, closing, item.case))
    item.eligible = max(0, min(payment.amount, item.case.target - used))
    if item.eligible == 0:
        item.verdict = "nothing_left"
        return item
    item.collector, item.verdict = collector_of(book, item)
    if item.collector and has_agreement(book, item.collector, payment.paid_on):
        write_line(book, closing, item)
    return item


def items_of_case(book, closing, case):
    """All that was ever settled for the case, and what this closing has settled so far."""
    closings = [*book.closings.values(), closing]
    return [item for one in closings for item in one.items if item.case is case]


def collector_of(book, item):
    """The holder on the paid-on date, if the policy of the payment's own period gives it to them; and the verdict."""
    payment = item.payment
    holder = item.case.holder_on(payment.paid_on)
    policy = policy_of(book, item.own_period)
    if holder is None:
        return None, "no_holder"
    if policy.attribution == "contact" and not contacted_in_time(
        book, holder, item.case.household, payment, policy.attribution_days
    ):
        return None, "no_contact"
    return holder, "collected"


def contacted_in_time(book, cadre, household, payment, days):
    """A contact by the cadre, on the paid-on date or at most `days` before, that arrived in time."""
    return any(
        contact.cadre == cadre
        and contact.household == household
        and 0 <= (payment.paid_on - contact.day).days <= days
        and (contact.arrived < payment.imported or contact.arrived - contact.at <= TIME_TO_ARRIVE)
        for contact in book.contacts.values()
    )


def write_line(book, closing, item):
    """The reward of one line, rounded half up, cut to what is left of both caps."""
    scheme = scheme_of(book, item.own_period)
    item.has_line, item.scheme, item.rate = True, scheme.name, scheme.rate_for(item.case.months)
    item.reward = half_up(Fraction(item.eligible * item.rate, 10_000))
    if scheme.cap_per_case is not None:
        written = sum(other.reward for other in items_of_case(book, closing, item.case) if other is not item)
        cut(item, "case", scheme.cap_per_case - written)
    if closing.scheme.cap_per_month is not None:
        written = sum(other.reward for other in closing.items if other.collector == item.collector)
        cut(item, "month", closing.scheme.cap_per_month - written)


def cut(item, cap, left):
    """A line is cut to what is left of a cap, never below 0."""
    if item.reward > max(0, left):
        item.reward, item.cut_by = max(0, left), cap


def take_back(book, reversal):
    """The negative of what the payment came to when it was settled."""
    was = settled_items(book)[reversal.source, reversal.cancels]
    return Item(
        payment=reversal,
        own_period=was.own_period,
        case=was.case,
        eligible=-was.eligible,
        collector=was.collector,
        has_line=was.has_line,
        rate=was.rate,
        scheme=was.scheme,
        reward=-was.reward,
        verdict="reversal",
    )


def is_late(closing, item):
    """A payment of an earlier period, or the negative line of a payment that a closing had settled."""
    return item.own_period != closing.period or bool(item.payment.cancels)
