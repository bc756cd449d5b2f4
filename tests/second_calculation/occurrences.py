"""What has happened in an invented branch, by name: so that a test can tell when the scenarios have gone blank."""

from datetime import timedelta
from itertools import pairwise

from tests.second_calculation import figures, reviews
from tests.second_calculation.figures import TIME_TO_ARRIVE
from tests.second_calculation.ledger import Ledger
from tests.second_calculation.reports import is_late

VERDICTS = ("collected", "no_case", "nothing_left", "no_holder", "no_contact", "reversal")


def occurrences(scenario):
    """The names of all that happened, as a set."""
    ledger = Ledger(scenario.branch)
    outcomes = [(step, ledger.apply(step)) for step in scenario.steps]
    book = ledger.book
    names = set(of_steps(outcomes)) | set(of_payment_rows(scenario)) | set(of_book(book))
    for closing in [*book.closings.values(), *book.old_closings]:
        names |= set(of_closing(book, closing))
        for item in closing.items:
            names |= set(of_item(book, closing, item))
    return names


def of_steps(outcomes):
    for step, outcome in outcomes:
        if step.command in STEPS:
            yield f"{step.command} {outcome}"
        if step.command == "decide_review" and outcome == "done":
            yield f"review: {step.options['decision']}"


def of_payment_rows(scenario):
    seen = {}
    for step in scenario.steps:
        for row in step.rows or [] if step.command == "import_payments" else []:
            first = seen.setdefault((row["sumber"], row["referensi"]), row)
            if first is not row:
                yield "payment repeated" if row == first else "payment contradicted"


def of_book(book):
    for one, next_one in pairwise(sorted(book.closings)):
        if book.closings[one].policy != book.closings[next_one].policy:
            yield "policy changed from month to month"
        if book.closings[one].scheme != book.closings[next_one].scheme:
            yield "scheme changed from month to month"
    for old in book.old_closings:
        same = old.reports == book.closings[old.period].reports
        yield "closed again, same figures" if same else "closed again, other figures"
    yield from (f"unassigned: {reason}" for reason in book.unassigned.values())
    yield from (f"review: {review.status}" for review in book.reviews)
    yield from of_lists(book)
    settled, cancelled = figures.settled_items(book), figures.cancelled_keys(book)
    for key, payment in book.payments.items():
        if key in cancelled and key not in settled:
            yield "taken back before it was settled"
        if not payment.cancels and figures.household_of_payment(book, payment)[0] is None:
            yield "unmatched"
    for cadre, month in book.excused:
        if book.is_closed(month) and would_count(book, cadre, month):
            yield "excused a month of nothing"


def would_count(book, cadre, month):
    book.excused.remove((cadre, month))
    counts = reviews.counts_for(book, cadre, month) and not reviews.collected_in(book, cadre, month)
    book.excused.add((cadre, month))
    return counts


def of_lists(book):
    for arrears in book.lists:
        if arrears.corrects is not None:
            yield "list corrected"
        if arrears.removed:
            yield "case removed by a correction"
    for case in book.cases.values():
        if len(case.holders) > 1:
            yield "case changed hands"
        if not book.lists[case.brought_by].in_force:
            yield "touched case stayed without a list"
        if len([arrears for arrears in book.lists if arrears.in_force and arrears.period == case.period]) > 1:
            yield "list updated"


def of_closing(book, closing):
    for fee in closing.fees:
        yield "fee" if fee.own_period == closing.period else "late fee"
    for row in closing.reports["active-cadres"]:
        yield f"active: {row[1]}"
        if row[4] != "0":
            yield "incident"
        if row[3]:
            yield "attendance"
    for items in by_case(closing):
        paid = sum(item.eligible for item in items)
        yield "case settled" if paid == items[0].case.target else "case partly paid"


def by_case(closing):
    groups = {}
    for item in closing.items:
        if item.eligible > 0 and not is_late(closing, item):
            groups.setdefault(item.case.household, []).append(item)
    return groups.values()


def of_item(book, closing, item):
    yield f"verdict: {item.verdict}"
    if 0 < item.eligible < item.payment.amount:
        yield "over-paid"
    if is_late(closing, item) and not item.payment.cancels:
        yield f"late: {item.verdict}"
        if item.has_line:
            yield "late reward line"
    if item.payment.cancels and item.has_line:
        yield "reward line taken back"
    if item.verdict == "collected" and not item.has_line:
        yield "collected without agreement"
    if item.verdict == "collected" and item.collector != item.case.last_holder():
        yield "collected by an earlier holder"
    if item.cut_by:
        yield f"cut by the cap per {item.cut_by}"
    if item.payment.key in book.by_hand:
        yield f"by hand: {item.verdict}"
    if item.verdict in {"collected", "no_contact"}:
        yield from of_contacts(book, item)


def of_contacts(book, item):
    """Contacts of the holder with the family, where attribution asks for one."""
    closing, holder = book.closings.get(item.own_period), item.case.holder_on(item.payment.paid_on)
    if closing is None or closing.policy.attribution != "contact":
        return
    for contact in book.contacts.values():
        if (contact.household, contact.cadre) == (item.case.household, holder):
            age = (item.payment.paid_on - contact.day).days
            if age == closing.policy.attribution_days + 1:
                yield "contact one day too old"
            elif 0 <= age <= closing.policy.attribution_days:
                yield from of_contact_in_time(item, contact)
                if age == closing.policy.attribution_days:
                    yield "contact on the last day that counts"


def of_contact_in_time(item, contact):
    """When it arrived."""
    took = contact.arrived - contact.at
    if contact.arrived < item.payment.imported:
        yield "contact arrived before the payment"
    elif took <= TIME_TO_ARRIVE:
        yield "contact arrived after the payment, within seven days"
    else:
        yield "contact arrived too late"
    if took - TIME_TO_ARRIVE in {timedelta(0), timedelta(seconds=1)}:
        yield "contact arrived at the border"


STEPS = ("undo_last_list", "undo_payments", "match_payment", "take_back_match", "import_policies", "reopen_period")
NEVER = {"undo_last_list refused", "reopen_period refused"}
NAMED = (
    {f"verdict: {verdict}" for verdict in VERDICTS}
    | {f"late: {verdict}" for verdict in VERDICTS if verdict != "reversal"}
    | {f"{step} {outcome}" for step in STEPS for outcome in ("done", "refused")} - NEVER
    | {f"unassigned: {reason}" for reason in ("no_kelurahan", "below_band", "above_band", "on_hold", "no_territory")}
    | {f"review: {status}" for status in ("open", "void", "continue", "coaching")}
    | {
        "unassigned: no_agreement",
        "payment repeated",
        "payment contradicted",
        "policy changed from month to month",
        "scheme changed from month to month",
        "closed again, same figures",
        "closed again, other figures",
        "taken back before it was settled",
        "unmatched",
        "excused a month of nothing",
        "list corrected",
        "list updated",
        "case removed by a correction",
        "case changed hands",
        "touched case stayed without a list",
        "fee",
        "late fee",
        "active: Y",
        "active: T",
        "incident",
        "attendance",
        "case settled",
        "case partly paid",
        "over-paid",
        "late reward line",
        "reward line taken back",
        "collected without agreement",
        "collected by an earlier holder",
        "cut by the cap per case",
        "cut by the cap per month",
        "by hand: collected",
        "contact one day too old",
        "contact on the last day that counts",
        "contact arrived before the payment",
        "contact arrived after the payment, within seven days",
        "contact arrived too late",
        "contact arrived at the border",
    }
)
