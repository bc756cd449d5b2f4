"""The arrears lists of an invented branch: first ones, corrections, updates; assignment after each."""

from datetime import timedelta

from tests.second_calculation.branches import arrears_row, kk
from tests.second_calculation.households import lists_of, newest_list
from tests.second_calculation.values import first_day, last_day

AMOUNTS = (100, 2, 102, 35_000, 35_001, 70_000, 105_000, 765_000)
MONTHS = (1, 2, 3, 4, 5, 6, 7, 12, 13, 24)


def first_list(weaver, position, month):
    """The list of a month; a month without a list happens, but not the first."""
    if position and weaver.chance(12):
        return
    families = [family for family in weaver.families if not weaver.chance(5)] or weaver.families[:1]
    weaver.as_of[month] = first_day(month) + timedelta(days=weaver.pick([0, 4]))
    import_rows(weaver, month, [row for family in families for row in family_rows(weaver, position, month, family)])
    assign(weaver, month)


def import_rows(weaver, month, rows):
    weaver.last_rows[month] = rows
    weaver.add("import_arrears", rows, period=month, as_of=weaver.as_of[month].isoformat())


def family_rows(weaver, position, month, family):
    """The head always stands on the list; other members may be missing; months and amounts drift."""
    if position and weaver.chance(2):
        family.months = weaver.pick([family.months, min(family.months + 1, 24), weaver.pick(MONTHS)])
    members = [0] + [place for place in range(1, len(family.cards)) if not weaver.chance(6)]
    family.listed.add(month)
    return [member_row(weaver, position, family, place) for place in members]


def member_row(weaver, position, family, place):
    """The largest months of the rows is the family's; one row has them, another may have fewer."""
    months = family.months if place == 0 else weaver.pick([family.months, max(1, family.months - 1)])
    return arrears_row(
        family.number,
        months,
        family.amounts[place],
        "",
        noka=family.cards[place],
        nama=f"Peserta {family.number}-{place}",
        kepala="Y" if place == 0 else "T",
        noka_kepala=family.cards[0],
        no_kk=kk(family.number) if shows_kk(family.kk_mode, position, place) else "",
        **family.place,
    )


def shows_kk(mode, position, place):
    """`partial`: on the head's row; `appears`: from the second month; `returns`: only in the second month."""
    return {
        "always": True,
        "never": False,
        "partial": place == 0,
        "appears": position >= 1,
        "returns": position == 1,
    }[mode]


def second_list(weaver, position, month):
    """A correction (same data date, not after an update) or an update (later data date), then assignment."""
    if month not in weaver.as_of:
        return
    if weaver.chance(2) and weaver.as_of[month] < last_day(month):
        weaver.as_of[month] = weaver.day_in(month, weaver.as_of[month] + timedelta(days=1))
        weaver.updated.add(month)
    elif month in weaver.updated:
        return
    import_rows(weaver, month, changed_rows(weaver, position, month))
    assign(weaver, month)


def changed_rows(weaver, position, month):
    """Some families gone, some with other months and amounts, some new; now and then the same file again."""
    if weaver.chance(8):
        return weaver.last_rows[month]
    rows = []
    for family in weaver.families:
        there = any(row["noka"] == family.cards[0] for row in weaver.last_rows[month])
        if weaver.chance(3) == there:
            continue
        if weaver.chance(3):
            family.amounts = [weaver.pick(AMOUNTS) for _ in family.cards]
            family.months = weaver.pick(MONTHS)
        rows += family_rows(weaver, position, month, family)
    return rows or weaver.last_rows[month]


def undo_list(weaver, position, month):
    """Take the newest list back, never the first month's only one: it is what the branch's periods start from."""
    if month not in weaver.as_of:
        return
    if position == 0 and len(lists_of(weaver.ledger.book, month)) == 1 and newest(weaver, month).corrects is None:
        return
    weaver.add("undo_last_list", period=month)
    standing = newest(weaver, month)
    if standing is None:
        del weaver.as_of[month]
        weaver.updated.discard(month)
        if weaver.chance(2):
            first_list(weaver, position, month)
        return
    weaver.as_of[month], weaver.last_rows[month] = standing.as_of, standing.rows
    if len(lists_of(weaver.ledger.book, month)) == 1:
        weaver.updated.discard(month)
    assign(weaver, month)


def newest(weaver, month):
    return newest_list(weaver.ledger.book, month)


def assign(weaver, month):
    """On a day not before any hold, so that it does not matter whether a future hold bites."""
    day = weaver.day_in(month, max(weaver.held_until, first_day(month)))
    if weaver.held_until < first_day(month) and not weaver.chance(3):
        day = first_day(month)
    weaver.assigned_until[month] = max(day, weaver.assigned_until.get(month, day))
    weaver.add("assign_cases", period=month, on=day.isoformat())
