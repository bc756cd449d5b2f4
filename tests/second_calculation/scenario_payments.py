"""The payment files of an invented branch, and what people do with files and payments afterwards."""

from datetime import timedelta

from tests.second_calculation import scenario_lists
from tests.second_calculation.branches import card, kk, payment_row, reversal_row
from tests.second_calculation.households import household_of_payment
from tests.second_calculation.values import day_of, days_of, last_day, next_period


def payments(weaver, position):
    """A file of one to four rows, mostly of this month, some late, some early, some strange; imported days later."""
    rows = [some_payment(weaver, position) for _ in range(weaver.number(1, 4))]
    last = max(day_of(row["tgl_bayar"]) for row in rows)
    imported = last + timedelta(days=weaver.pick([1, 1, 3, 8]))
    weaver.add("import_payments", rows, imported=f"{imported}T10:00:00")


def some_payment(weaver, position):
    kind = weaver.pick(["new", "new", "new", "new", "new", "unknown", "again", "reversal"])
    if kind in {"again", "reversal"} and weaver.payments:
        first = weaver.payments[weaver.pick(sorted(weaver.payments))]
        return again(weaver, first) if kind == "again" else reversal(weaver, position, first)
    return new_payment(weaver, position, known=kind != "unknown")


def paid_month(weaver, position):
    """This month mostly, else any month up to the next."""
    known = [*weaver.months[: position + 1], next_period(weaver.months[position])]
    return weaver.pick([weaver.months[position], weaver.pick(known)])


def new_payment(weaver, position, *, known):
    family, day = payer_and_day(weaver, position)
    total = sum(family.amounts)
    row = payment_row(
        f"R{weaver.next_serial():03d}" if weaver.chance(2) else f"Q{500 - weaver.next_serial():03d}",
        day.isoformat(),
        weaver.pick([total, weaver.pick(scenario_lists.AMOUNTS), total + 1, max(1, total - 1), 1]),
        sumber=weaver.pick(["BRI", "BNI"]),
        **(payer(weaver, family) if known else {"noka": card(900 + weaver.number(1, 2))}),
    )
    weaver.payments[row["sumber"], row["referensi"]] = row
    return row


def payer_and_day(weaver, position):
    """Somebody with a case, or somebody met some days before, or somebody under review, or anybody."""
    month = paid_month(weaver, position)
    under_review = [review for review in weaver.ledger.book.reviews if review.status == "open"]
    if under_review and weaver.chance(3):
        month = weaver.pick(weaver.pick(under_review).months)
    if weaver.met and weaver.chance(2):
        family, day = weaver.pick(weaver.met)
        day += timedelta(days=weaver.pick([0, 1, 7, 8]))
        if day <= last_day(next_period(weaver.months[position])):
            return family, day
    cases = weaver.cases_of(month)
    if cases and not weaver.chance(5):
        family, case = weaver.pick(cases)
        lapsed = [day for day in days_of(month) if lacks_agreement(weaver, case, day)]
        return family, weaver.pick([lapsed[0], lapsed[-1]]) if lapsed else weaver.day_in(month)
    return weaver.pick(weaver.families), weaver.day_in(month)


def lacks_agreement(weaver, case, day):
    holder = case.holder_on(day)
    return holder is not None and not weaver.has_agreement(holder, day)


def payer(weaver, family):
    """By card, by account, or by KK where the family's KK stands on every list."""
    number = weaver.pick(family.cards)
    ways = [
        {"noka": number},
        {"noka": "", "no_va": "88888" + number[-11:]},
        {"noka": "", "no_va": "89888" + family.cards[0][-11:]},
    ]
    if family.has_steady_kk:
        ways.append({"noka": "", "no_kk": f"317201{family.number:010d}"})
    return weaver.pick(ways)


def again(weaver, first):
    """The same payment, another amount under the same key, or another card (of this or another family)."""
    return first | weaver.pick(
        [
            {},
            {"jumlah": str(int(first["jumlah"]) + 1)},
            {"tgl_bayar": (day_of(first["tgl_bayar"]) + timedelta(days=1)).isoformat()},
            {"noka": weaver.pick(weaver.pick(weaver.families).cards), "no_va": "", "no_kk": ""},
        ]
    )


def reversal(weaver, position, first):
    """Takes a payment back, on its day or later; each payment once."""
    key = first["sumber"], first["referensi"]
    if key in weaver.taken_back:
        return first
    weaver.taken_back.add(key)
    day = weaver.pick([day_of(first["tgl_bayar"]), weaver.day_in(weaver.months[position])])
    payer_cells = {heading: first[heading] for heading in ("sumber", "noka", "no_kk", "no_va")}
    return (
        reversal_row(
            f"V{weaver.next_serial():03d}",
            max(day, day_of(first["tgl_bayar"])).isoformat(),
            first["jumlah"],
            key[1],
        )
        | payer_cells
    )


def undo_payments(weaver, position):
    """A file taken back: mostly the newest, sometimes one that a closed month has used."""
    known = list(weaver.ledger.book.payments)
    if known:
        source, reference = weaver.pick([known[-1], known[-1], weaver.pick(known)])
        weaver.add("undo_payments", source=source, reference=reference)


def match(weaver, position):
    """By hand, to a family that has stood on a list with its KK; now and then one that is matched already."""
    book = weaver.ledger.book
    waiting = [
        paid.key for paid in book.payments.values() if not paid.cancels and household_of_payment(book, paid)[0] is None
    ]
    families = [family for family in weaver.families if family.has_steady_kk and family.listed]
    if families and (waiting or book.payments):
        source, reference = weaver.pick(waiting if waiting and not weaver.chance(6) else sorted(book.payments))
        family = weaver.pick(families)
        weaver.add("match_payment", source=source, reference=reference, no_kk=kk(family.number))
    if book.by_hand and weaver.chance(3):
        source, reference = weaver.pick(sorted(book.payments if weaver.chance(4) else book.by_hand))
        weaver.add("take_back_match", source=source, reference=reference)
