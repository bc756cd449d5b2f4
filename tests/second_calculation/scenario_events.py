"""What happens in an invented month after its list: contacts, payments, moves, holds, fees, second lists."""

from datetime import timedelta

from tests.second_calculation import scenario_lists
from tests.second_calculation.branches import card, contact_row, move_row, payment_row, reversal_row
from tests.second_calculation.values import day_of, days_of, last_day, next_period

KINDS = (
    "payments",
    "payments",
    "payments",
    "contacts",
    "contacts",
    "moves",
    "moves",
    "second_list",
    "second_list",
    "hold",
    "registration",
    "writeoff",
    "excuse",
    "assign_again",
)


def month_events(weaver, position, *, with_undo):
    """The first month's list is never undone: it is what the branch's periods start from."""
    month = weaver.months[position]
    payments(weaver, position)
    for _ in range(weaver.number(0, 6)):
        EVENTS[weaver.pick(KINDS)](weaver, position)
    if with_undo and position and month in weaver.as_of and weaver.chance(4):
        weaver.add("undo_last_list", period=month)
        scenario_lists.assign(weaver, month)


def payments(weaver, position):
    """A file of one to four rows, mostly of this month, some late, some early, some strange."""
    weaver.add("import_payments", [some_payment(weaver, position) for _ in range(weaver.number(1, 4))])


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


def contacts(weaver, position):
    """A file of one to three contacts, some with an old day, some sent twice."""
    rows = [row for _ in range(weaver.number(1, 3)) if (row := some_contact(weaver, position))]
    weaver.add("import_contacts", rows)


def some_contact(weaver, position):
    """By the holder of a case, or by anybody about a family that stood on a list of that month or before."""
    if weaver.contacts and weaver.chance(8):
        return weaver.pick(weaver.contacts)
    month = weaver.pick([weaver.months[position], weaver.pick(weaver.months[: position + 1])])
    moment, day = some_moment(weaver, weaver.day_in(month))
    family, cadre = visited(weaver, month, day)
    if family is None:
        return None
    outcome = weaver.pick(["do_not_contact", "deceased"] if weaver.chance(10) else ["met", "not_home", "says_paid"])
    if outcome in {"do_not_contact", "deceased"}:
        weaver.held_until = max(weaver.held_until, day)
    row = contact_row(
        f"00000000-0000-4000-8000-{weaver.next_serial():012d}",
        cadre,
        moment,
        noka=family.cards[0],
        hasil=outcome,
        cara=weaver.pick(["visit", "phone", "whatsapp", "sms"]),
    )
    weaver.contacts.append(row)
    weaver.met.append((family, day))
    return row


def visited(weaver, month, day):
    cases = weaver.cases_of(month)
    if cases and not weaver.chance(4):
        family, case = weaver.pick(cases)
        return family, case.holder_on(day) or weaver.pick(weaver.cadres)
    known = [family for family in weaver.families if any(listed <= month for listed in family.listed)]
    return (weaver.pick(known) if known else None), weaver.pick(weaver.cadres)


def some_moment(weaver, day):
    """A moment near midnight or in the day, with or without a zone, and the day that it is in WIB."""
    moments = [
        (f"{day}T00:00:00", day),
        (f"{day}T10:00:00", day),
        (f"{day}T23:59:59", day),
        (f"{day}T16:59:59+00:00", day),
    ]
    if day.day > 1:
        moments.append((f"{day}T01:30:00+09:00", day - timedelta(days=1)))
    return weaver.pick(moments)


def moves(weaver, position):
    """From the last assignment day of the month on; to anybody, with or without an agreement."""
    month = weaver.months[position]
    listed = [family for family in weaver.families if month in family.listed]
    if month not in weaver.assigned_until or not listed:
        return
    cases = [family for family, _ in weaver.cases_of(month)]
    rows = []
    for _ in range(weaver.number(1, 3)):
        day = weaver.day_in(month, weaver.assigned_until[month])
        family = weaver.pick(listed if weaver.chance(6) else cases or listed)
        able = [cadre for cadre in weaver.cadres if weaver.has_agreement(cadre, day)] or weaver.cadres
        cadre = weaver.pick(weaver.cadres if weaver.chance(4) else able)
        rows.append(move_row(cadre, day.isoformat()) | {"noka": family.cards[0]})
    weaver.add("move_cases", rows, period=month)


def hold(weaver, position):
    day = weaver.day_in(weaver.months[position])
    family = weaver.pick([family for family in weaver.families if family.listed])
    weaver.held_until = max(weaver.held_until, day)
    row = {"no_kk": "", "noka": family.cards[0], "alasan": "deceased", "mulai": day.isoformat()}
    weaver.add("import_holds", [row])


def writeoff(weaver, position):
    family = weaver.pick([family for family in weaver.families if family.listed])
    day = weaver.day_in(weaver.months[position])
    row = {"no_kk": "", "noka": family.cards[0], "alasan": "written_off", "tanggal": day.isoformat()}
    weaver.add("import_writeoffs", [row])


def registration(weaver, position):
    """Only of the open month and by a cadre with an agreement; the same card may come twice."""
    day, cadre = weaver.day_in(weaver.months[position]), weaver.pick(weaver.cadres)
    if weaver.has_agreement(cadre, day):
        row = {"kode_kader": cadre, "noka": card(700 + weaver.number(1, 3)), "tanggal": day.isoformat()}
        weaver.add("import_registrations", [row])


def excuse(weaver, position):
    excused = weaver.pick(weaver.cadres), weaver.months[position]
    if excused not in weaver.excused:
        weaver.excused.add(excused)
        weaver.add("excuse_month", cadre=excused[0], period=excused[1])


def second_list(weaver, position):
    scenario_lists.second_list(weaver, position, weaver.months[position])


def assign_again(weaver, position):
    if weaver.months[position] in weaver.as_of:
        scenario_lists.assign(weaver, weaver.months[position])


EVENTS = {
    "payments": payments,
    "contacts": contacts,
    "moves": moves,
    "second_list": second_list,
    "hold": hold,
    "registration": registration,
    "writeoff": writeoff,
    "excuse": excuse,
    "assign_again": assign_again,
}
