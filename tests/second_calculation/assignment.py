"""Who holds which case on which day (RULES 3.4, 3.6 and 3.8)."""

from datetime import timedelta

from tests.second_calculation.dated_settings import policy_of
from tests.second_calculation.households import find, newest_list, payer_kind
from tests.second_calculation.state import Case
from tests.second_calculation.values import (
    BadRowError,
    RefusedError,
    covers,
    days_of,
    first_day,
    last_day,
    needed_day,
    period_of,
    text_of,
)


def has_agreement(book, cadre, day):
    return any(
        agreement.cadre == cadre and covers(agreement.start, agreement.end, day) for agreement in book.agreements
    )


def territory_holder(book, kelurahan, day):
    for territory in book.territories:
        if territory.kelurahan == kelurahan and covers(territory.start, territory.end, day):
            return territory.cadre
    return None


def is_on_hold(book, household, day):
    return any(hold.household == household and hold.start <= day for hold in book.holds)


def assign_cases(book, period, on=None):
    """Make cases of what has become assignable; keep one reason for the rest; keep what is assigned."""
    if book.is_closed(period):
        raise RefusedError("the period is closed")
    arrears = newest_list(book, period)
    if arrears is None:
        raise RefusedError("no list")
    day = on or default_day(book, period)
    if period_of(day) != period:
        raise RefusedError("the day lies outside the period")
    made = 0
    for listed in arrears.listed.values():
        if (period, listed.household) not in book.cases:
            made += assign_one(book, arrears, listed, day)
    return made


def default_day(book, period):
    today = book.now.date()
    return today if period_of(today) == period else first_day(period)


def assign_one(book, arrears, listed, day):
    reason = why_not(book, arrears.period, listed, day)
    place = arrears.period, listed.household
    if reason:
        book.unassigned[place] = reason
        return 0
    book.unassigned.pop(place, None)
    cadre = territory_holder(book, listed.kelurahan, day)
    book.cases[place] = Case(
        period=arrears.period,
        household=listed.household,
        months=listed.months,
        target=listed.amount,
        kelurahan=listed.kelurahan,
        brought_by=arrears.number,
        holders=[(day, cadre)],
    )
    return 1


def why_not(book, period, listed, day):
    """The first reason that applies, or None."""
    policy = policy_of(book, period)
    cadre = territory_holder(book, listed.kelurahan, day)
    reasons = [
        ("no_kelurahan", not listed.kelurahan),
        ("below_band", listed.months < policy.cadre_min_months),
        ("above_band", policy.cadre_max_months is not None and listed.months > policy.cadre_max_months),
        ("on_hold", is_on_hold(book, listed.household, day)),
        ("no_territory", cadre is None),
        ("no_agreement", not has_agreement(book, cadre, day)),
    ]
    return next((reason for reason, applies in reasons if applies), None)


def move_case(book, row, period):
    """Give a case to another cadre from a day on, in place of every later holder."""
    day = needed_day(row, "mulai")
    cadre = text_of(row, "ke_kader")
    if period_of(day) != period:
        raise BadRowError("the day lies outside the period")
    number, _ = find(book, period, *payer_kind(row))
    case = book.cases.get((period, number))
    if case is None:
        raise BadRowError("no such case")
    if not has_agreement(book, cadre, day):
        raise BadRowError("no agreement in force")
    if case.holder_on(day) == cadre:
        return
    case.holders = [(start, holder) for start, holder in case.holders if start < day] + [(day, cadre)]
    case.touched = True


def held_any_day(book, cadre, period):
    """Whether the cadre held at least one case on at least one day of the period."""
    return any(case.holder_on(day) == cadre for case in book.cases_of(period) for day in days_of(period))


def end_partnership(book, cadre, last, successor=None):
    """End agreement and territory after the day `last`; cases of open periods pass on from the day after."""
    start = last + timedelta(days=1)
    passing = [
        (case, max(start, case.holders[0][0]))
        for case in book.cases.values()
        if not book.is_closed(case.period) and last < last_day(case.period) and case.last_holder() == cadre
    ]
    if successor and not all(has_agreement(book, successor, day) for _, day in passing):
        raise RefusedError("the successor has no agreement in force")
    book.agreements = list(ended(book.agreements, cadre, last))
    book.territories = list(ended(book.territories, cadre, last))
    for case, day in passing:
        case.holders = [entry for entry in case.holders if entry[0] < day] + [(day, successor)]
        case.touched = True


def ended(rows, cadre, last):
    """The rows, those of the cadre cut off after the day `last`; later ones go."""
    for row in rows:
        if row.cadre == cadre and (row.end is None or row.end > last):
            if row.start > last:
                continue
            row.end = last
        yield row
