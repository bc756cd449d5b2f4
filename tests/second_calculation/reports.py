"""The reports as lists of tuples of text, in the columns of INTERFACE.md."""

from tests.second_calculation.assignment import has_agreement, held_any_day
from tests.second_calculation.figures import cancelled_keys, is_late
from tests.second_calculation.households import household_of_payment, listed_in, newest_list
from tests.second_calculation.places import kecamatan_of
from tests.second_calculation.values import days_of, period_of, ratio


def cases(book, period):
    rows = [case_row(book, case) for case in book.cases_of(period)]
    arrears = newest_list(book, period)
    rows += [
        unassigned_row(book, period, listed)
        for listed in (arrears.listed.values() if arrears else [])
        if (period, listed.household) not in book.cases
    ]
    return sorted(rows)


def case_row(book, case):
    listed = listed_in(book, case.period, case.household)
    return (
        book.households[case.household].key,
        listed.head_card,
        case.kelurahan,
        case.last_holder() or "",
        str(case.months),
        str(case.target),
        "assigned",
    )


def unassigned_row(book, period, listed):
    return (
        book.households[listed.household].key,
        listed.head_card,
        listed.kelurahan,
        "",
        str(listed.months),
        str(listed.amount),
        book.unassigned.get((period, listed.household), ""),
    )


def own_eligible(closing):
    """Eligible amount of the period's own payments, by household of the case."""
    amounts = {}
    for item in closing.items:
        if item.eligible and not is_late(closing, item):
            amounts[item.case.household] = amounts.get(item.case.household, 0) + item.eligible
    return amounts


def paying_and_settled(some_cases, amounts):
    paying = [case for case in some_cases if amounts.get(case.household, 0) > 0]
    return len(paying), len([case for case in paying if amounts[case.household] >= case.target])


def collectability(book, closing):
    """One row for every cadre who held a case on any day or collected anything, own or late."""
    collectors = {item.collector for item in closing.items if item.eligible}
    return [
        collectability_row(book, closing, cadre)
        for cadre in sorted(book.cadres)
        if cadre in collectors or held_any_day(book, cadre, closing.period)
    ]


def collectability_row(book, closing, cadre):
    held = [case for case in book.cases_of(closing.period) if case.last_holder() == cadre]
    mine = [item for item in closing.items if item.collector == cadre]
    collected = sum(item.eligible for item in mine if not is_late(closing, item))
    late = sum(item.eligible for item in mine if is_late(closing, item))
    target = sum(case.target for case in held)
    paying, settled = paying_and_settled(held, own_eligible(closing))
    return (
        cadre,
        str(len(held)),
        str(target),
        str(collected),
        ratio(collected, target),
        str(paying),
        str(settled),
        str(late),
    )


def collectability_by_kecamatan(book, closing):
    """All eligible amounts of the period over all targets, for every kecamatan with a case."""
    groups = {}
    for case in book.cases_of(closing.period):
        groups.setdefault(kecamatan_of(book, case.kelurahan).code, []).append(case)
    amounts = own_eligible(closing)
    return [kecamatan_row(book, code, groups[code], amounts) for code in sorted(groups)]


def kecamatan_row(book, code, some_cases, amounts):
    target = sum(case.target for case in some_cases)
    collected = sum(amounts.get(case.household, 0) for case in some_cases)
    paying, settled = paying_and_settled(some_cases, amounts)
    return (
        code,
        book.areas[code].name,
        str(len(some_cases)),
        str(target),
        str(collected),
        ratio(collected, target),
        str(paying),
        str(settled),
    )


def rewards(closing):
    lines = [item for item in closing.items if item.has_line]
    lines.sort(key=lambda item: (item.collector, item.payment.order))
    rows = [reward_row(closing, item) for item in lines]
    rows += [fee_row(closing, fee) for fee in closing.fees]
    return sorted(rows, key=lambda row: row[0])


def reward_row(closing, item):
    return (
        item.collector,
        item.payment.source,
        item.payment.reference,
        str(item.case.months),
        item.scheme,
        str(item.rate),
        str(item.eligible),
        str(item.reward),
        item.own_period if is_late(closing, item) else "",
    )


def fee_row(closing, fee):
    return (
        fee.registration.cadre,
        "PENDAFTARAN",
        fee.registration.card,
        "",
        fee.scheme,
        "",
        "0",
        str(fee.amount),
        "" if fee.own_period == closing.period else fee.own_period,
    )


def settlements(closing):
    """Why each payment counted and for whom, or why not: source, reference, verdict, cadre, eligible, month, late."""
    return sorted(
        (
            item.payment.source,
            item.payment.reference,
            item.verdict,
            item.collector or "",
            str(item.eligible),
            item.own_period,
            "Y" if is_late(closing, item) else "T",
        )
        for item in closing.items
    )


def active_cadres(book, closing):
    """The three parts of the active status, for the cadres of `collectability` (RULES 5.7)."""
    return [active_row(book, closing, row[0]) for row in collectability(book, closing)]


def active_row(book, closing, cadre):
    held = [case for case in book.cases_of(closing.period) if case.last_holder() == cadre]
    contacted = len([case for case in held if was_contacted(book, case, cadre)])
    counted, attended = attendance_of(book, cadre, closing.period)
    incidents = sum(one.cadre == cadre and period_of(one.day) == closing.period for one in book.incidents)
    policy = closing.policy
    is_active = (
        contacted * 100 >= policy.active_min_contact_share * len(held)
        and attended * 100 >= policy.active_min_attendance_share * counted
        and not incidents
    )
    return (
        cadre,
        "Y" if is_active else "T",
        ratio(contacted, len(held)),
        ratio(attended, counted),
        str(incidents),
    )


def was_contacted(book, case, cadre):
    """By the cadre, on a day of the case's month, whatever the outcome."""
    return any(
        contact.cadre == cadre and contact.household == case.household and period_of(contact.day) == case.period
        for contact in book.contacts.values()
    )


def attendance_of(book, cadre, period):
    """(recorded meetings less the excused, attended) of the month."""
    marks = [meeting.marks.get(cadre) for meeting in book.meetings if period_of(meeting.day) == period]
    attended = marks.count("present") + marks.count("made_up")
    return attended + marks.count("absent"), attended


def attendance(book, period):
    """For every cadre with an agreement in the month: its meetings on days with an agreement, by how it went."""
    return [
        attendance_row(book, cadre, period)
        for cadre in sorted(book.cadres)
        if any(has_agreement(book, cadre, day) for day in days_of(period))
    ]


def attendance_row(book, cadre, period):
    marks = [
        meeting.marks.get(cadre)
        for meeting in book.meetings
        if period_of(meeting.day) == period and has_agreement(book, cadre, meeting.day)
    ]
    present, made_up, excused, absent = map(marks.count, ("present", "made_up", "excused", "absent"))
    rate = ratio(present + made_up, len(marks) - excused)
    return cadre, str(len(marks)), str(present), str(made_up), str(excused), str(absent), rate


def reviews(book, period):
    return sorted(
        (review.cadre, review.opened, "+".join(review.months), review.status)
        for review in book.reviews
        if review.opened <= period
    )


def arrears_by_kecamatan(book, period):
    """The newest list; households without a place stand under an empty code; a last row holds the sum."""
    arrears = newest_list(book, period)
    groups = {}
    for listed in arrears.listed.values() if arrears else []:
        area = kecamatan_of(book, listed.kelurahan) if listed.kelurahan else None
        groups.setdefault((area.code, area.name) if area else ("", ""), []).append(listed)
    rows = [(*group, *sums(groups[group])) for group in sorted(groups)]
    everything = [listed for group in groups.values() for listed in group]
    return [*rows, ("TOTAL", "", *sums(everything))]


def sums(some):
    members = sum(len(listed.members) for listed in some)
    return str(len(some)), str(members), str(sum(listed.amount for listed in some))


def unmatched_payments(book, period):
    """Payments paid in the period whose payer fits no household, or two; one that was taken back waits no more."""
    taken_back = cancelled_keys(book)
    return sorted(
        (paid.source, paid.reference, paid.paid_on.isoformat(), str(paid.amount), paid.channel, paid.payer)
        for paid in book.payments.values()
        if period_of(paid.paid_on) == period
        and not paid.cancels
        and paid.key not in taken_back
        and household_of_payment(book, paid)[0] is None
    )
