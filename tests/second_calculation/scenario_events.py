"""What happens in an invented month after its list: contacts, payments, moves, holds, fees, second lists."""

from datetime import timedelta

from tests.second_calculation import scenario_lists, scenario_settings
from tests.second_calculation.assignment import has_agreement
from tests.second_calculation.branches import card, contact_row, move_row
from tests.second_calculation.scenario_payments import match, payments, undo_payments
from tests.second_calculation.values import moment_of

KINDS = (
    *["payments"] * 4,
    *["contacts"] * 2,
    *["moves"] * 2,
    *["second_list"] * 2,
    *["undo_list"] * 2,
    "undo_payments",
    "match",
    "hold",
    "registration",
    "writeoff",
    "excuse",
    "assign_again",
    "policy",
    "scheme",
    "meeting",
    "incident",
)


def month_events(weaver, position):
    payments(weaver, position)
    for _ in range(weaver.number(0, 7)):
        EVENTS[weaver.pick(KINDS)](weaver, position)


def contacts(weaver, position):
    """A file of one to three contacts, some with an old day, some sent twice; it arrives in time or too late."""
    rows = [row for _ in range(weaver.number(1, 3)) if (row := some_contact(weaver, position))]
    if rows:
        weaver.add("import_contacts", rows, arrived=arrival(weaver, rows[-1]["waktu"]))


def arrival(weaver, moment):
    """Some time after a contact: at once, within 7 days, after 7 days to the second, a second later, long after."""
    late = weaver.pick(
        [
            timedelta(hours=1),
            timedelta(days=6),
            timedelta(days=7),
            timedelta(days=7, seconds=1),
            timedelta(days=40),
        ]
    )
    return (moment_of(moment, "Asia/Jakarta") + late).replace(tzinfo=None).isoformat()


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
    """Of this month or an earlier one, by anybody; the same card may come twice."""
    day = weaver.day_in(weaver.pick(weaver.months[: position + 1]))
    row = {
        "kode_kader": weaver.pick(weaver.cadres),
        "noka": card(700 + weaver.number(1, 5)),
        "tanggal": day.isoformat(),
    }
    weaver.add("import_registrations", [row])


def excuse(weaver, position):
    excused = weaver.pick(weaver.cadres), weaver.pick(weaver.months[: position + 1])
    if excused not in weaver.excused:
        weaver.excused.add(excused)
        weaver.add("excuse_month", cadre=excused[0], period=excused[1])


def second_list(weaver, position):
    scenario_lists.second_list(weaver, position, weaver.months[position])


def undo_list(weaver, position):
    scenario_lists.undo_list(weaver, position, weaver.months[position])


def assign_again(weaver, position):
    if weaver.months[position] in weaver.as_of:
        scenario_lists.assign(weaver, weaver.months[position])


def policy(weaver, position):
    """From the first or second day of any month so far, or of the next one: new, or in the place of another."""
    scenario_settings.add_policy(weaver, scenario_settings.some_start(weaver))


def scheme(weaver, position):
    scenario_settings.add_scheme(weaver, scenario_settings.some_start(weaver))


def meeting(weaver, position):
    """One a day; with marks for some of the cadres who have an agreement that day."""
    day = weaver.day_in(weaver.months[position])
    if any(other.day == day for other in weaver.ledger.book.meetings):
        return
    cadres = [cadre for cadre in weaver.cadres if has_agreement(weaver.ledger.book, cadre, day)]
    states = ["present", "made_up", "excused", "absent"]
    marks = {cadre: weaver.pick(states) for cadre in cadres if not weaver.chance(4)}
    weaver.add("hold_meeting", day=day.isoformat(), marks=marks)


def incident(weaver, position):
    day = weaver.day_in(weaver.pick(weaver.months[: position + 1]))
    weaver.add("uphold_incident", cadre=weaver.pick(weaver.cadres), day=day.isoformat())


def decision(weaver, position):
    """Of a review that waits, where there is one. An end lies in the days to come: no month here feels it."""
    waiting = [review for review in weaver.ledger.book.reviews if review.status == "open"]
    if waiting:
        kind = weaver.pick(["continue", "coaching"])
        weaver.add("decide_review", cadre=weaver.pick(waiting).cadre, decision=kind)


EVENTS = {
    "payments": payments,
    "contacts": contacts,
    "moves": moves,
    "second_list": second_list,
    "undo_list": undo_list,
    "undo_payments": undo_payments,
    "match": match,
    "hold": hold,
    "registration": registration,
    "writeoff": writeoff,
    "excuse": excuse,
    "assign_again": assign_again,
    "policy": policy,
    "scheme": scheme,
    "meeting": meeting,
    "incident": incident,
}
