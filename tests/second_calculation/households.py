"""From rows to households, and from a payer back to a household (RULES 3.1, 3.3, 3.5 and 5.2)."""

from tests.second_calculation.places import place
from tests.second_calculation.state import ArrearsList, Household, Listed, Member
from tests.second_calculation.values import BadRowError, RefusedError, period_of, rupiah, text_of

VIRTUAL_ACCOUNT_PREFIXES = ("88888", "89888")


def member_from(row):
    """One participant; a row without card, months, amount or any place is rejected."""
    card = text_of(row, "noka")
    months = text_of(row, "bulan_menunggak")
    if not (card.isdecimal() and len(card) == 13) or not months.isdecimal():
        raise BadRowError("card or months")
    if not (text_of(row, "kode_wilayah") or text_of(row, "kelurahan")):
        raise BadRowError("no place")
    return Member(
        card=card,
        kk=text_of(row, "no_kk"),
        head_card=text_of(row, "noka_kepala"),
        is_head=text_of(row, "kepala").upper() == "Y",
        months=int(months),
        amount=rupiah(text_of(row, "jml_tunggakan")),
        code=text_of(row, "kode_wilayah"),
        kelurahan=text_of(row, "kelurahan"),
        kecamatan=text_of(row, "kecamatan"),
    )


def members_from(rows):
    members = {}
    for row in rows:
        try:
            member = member_from(row)
        except BadRowError:
            continue
        members.setdefault(member.card, member)
    return list(members.values())


def group_key(member, kk_of_card):
    """The KK; else the KK of the head's card in this file; else the head's card; else the own card."""
    return member.kk or kk_of_card.get(member.head_card) or member.head_card or member.card


def groups_from(members):
    kk_of_card = {member.card: member.kk for member in members if member.kk}
    groups = {}
    for member in members:
        groups.setdefault(group_key(member, kk_of_card), []).append(member)
    return groups


def head_of(members):
    """The row marked as head, else the lowest card number."""
    marked = [member for member in members if member.is_head]
    return min(marked or members, key=lambda member: member.card)


def household_for(book, key, members):
    """Find the household again by KK, else by the card key it had; raise the key when a KK appears."""
    is_kk = any(member.kk == key for member in members)
    for household in book.households:
        if household.key == key or key in household.aliases:
            return household
    if is_kk:
        for card in former_card_keys(members):
            for household in book.households:
                if household.key == card and not household.has_kk:
                    household.aliases.add(card)
                    household.key, household.has_kk = key, True
                    return household
    household = Household(len(book.households), key, is_kk)
    book.households.append(household)
    return household


def former_card_keys(members):
    """Card keys that it may have had: the head's card as named, the head row's own, then the others."""
    cards = [member.head_card for member in members if member.head_card]
    return [*cards, head_of(members).card, *sorted(member.card for member in members)]


def listed_from(book, rows):
    listed = {}
    for key, members in groups_from(members_from(rows)).items():
        number = household_for(book, key, members).number
        together = [*members, *(listed[number].members if number in listed else [])]
        listed[number] = Listed(
            household=number,
            months=max(member.months for member in together),
            amount=sum(member.amount for member in together),
            head_card=head_of(together).card,
            kelurahan=place(book, head_of(together)),
            members=together,
        )
    return listed


def lists_of(book, period):
    """The lists of a period that are in force, oldest first: one, or one and its later updates."""
    return [arrears for arrears in book.lists if arrears.period == period and arrears.in_force]


def newest_list(book, period):
    return (lists_of(book, period) or [None])[-1]


def first_period(book):
    """The branch's periods run from its first list."""
    return min((arrears.period for arrears in book.lists if arrears.in_force), default=None)


def import_list(book, rows, period, as_of):
    """A first list, a correction (same data date) or an update (later data date)."""
    if book.is_closed(period):
        raise RefusedError("the period is closed")
    current = newest_list(book, period)
    if current and current.rows == rows:
        return 0
    if current and as_of < current.as_of:
        raise RefusedError("an earlier data date")
    if not members_from(rows):
        raise RefusedError("no row was taken")
    new = ArrearsList(len(book.lists), period, as_of, [dict(row) for row in rows], listed_from(book, rows))
    if current and as_of == current.as_of:
        new.corrects = current.number
        replace_list(book, current, new)
    book.lists.append(new)
    return len(members_from(rows))


def replace_list(book, current, new):
    """Put a correction in the place of the list: correct what that list brought, drop what nobody touched."""
    current.in_force = False
    kept = {arrears.number for arrears in lists_of(book, new.period)}
    for case in book.cases_of(new.period):
        if case.brought_by in kept:
            continue
        if case.household in new.listed:
            take_over(case, new)
        elif not case.touched:
            new.removed.append(book.cases.pop((case.period, case.household)))


def take_over(case, arrears):
    listed = arrears.listed[case.household]
    case.months, case.target, case.brought_by = listed.months, listed.amount, arrears.number


def undo_last_list(book, period):
    """Take the newest list back; what it brought goes, what it took away returns; touched cases stay."""
    if book.is_closed(period):
        raise RefusedError("the period is closed")
    undone = newest_list(book, period)
    if undone is None:
        raise RefusedError("no list")
    undone.in_force = False
    before = None if undone.corrects is None else book.lists[undone.corrects]
    if before:
        before.in_force = True
    for case in [case for case in book.cases_of(period) if case.brought_by == undone.number]:
        if before and case.household in before.listed:
            take_over(case, before)
        elif not case.touched:
            del book.cases[case.period, case.household]
    for case in undone.removed:
        book.cases.setdefault((period, case.household), case)


def remember_touches(book):
    """Once touched, always touched: before every command, what stands by then is remembered.

    By a contact dated in the period, or a payment of the period; moves say so themselves. (No envelopes here.)
    """
    contacted = {(period_of(contact.day), contact.household) for contact in book.contacts.values()}
    paid = [case_of_payment(book, payment) for payment in book.payments.values() if not payment.cancels]
    for where, case in book.cases.items():
        case.touched = case.touched or where in contacted or any(case is other for other in paid)


def listed_in(book, period, number):
    """How a household stands in the period: on the newest list that has it, one in force before any other."""
    lists = [arrears for arrears in book.lists if arrears.period == period and number in arrears.listed]
    lists.sort(key=lambda arrears: (arrears.in_force, arrears.number))
    return lists[-1].listed[number] if lists else None


def identifiers(book, period):
    """Household by (kind, value) in a period; rows of lists no longer in force only where a case carries them."""
    latest = {}
    for arrears in sorted(
        (arrears for arrears in book.lists if arrears.period == period),
        key=lambda arrears: (arrears.in_force, arrears.number),
    ):
        for listed in arrears.listed.values():
            if arrears.in_force or speaks_for(book, arrears, listed):
                for member in listed.members:
                    latest["card", member.card] = listed.household
                    if member.kk:
                        latest["kk", member.kk] = listed.household
    return latest


def speaks_for(book, arrears, listed):
    """Whether a case still carries what this list says of its household."""
    case = book.cases.get((arrears.period, listed.household))
    return case is not None and case.brought_by == arrears.number


def fitting(book, period, kind, value):
    """The households that a card, KK or virtual account has on the list of the period."""
    known = identifiers(book, period)
    if kind != "va":
        return {known[kind, value]} if (kind, value) in known else set()
    if value[:5] not in VIRTUAL_ACCOUNT_PREFIXES:
        return set()
    return {number for (what, card), number in known.items() if what == "card" and card[-11:] == value[5:]}


def find(book, period, kind, value):
    """(household or None, period of the list): on the period's own list, else on the nearest before."""
    for month in sorted({arrears.period for arrears in book.lists}, reverse=True):
        if month <= period:
            found = fitting(book, month, kind, value)
            if found:
                return (found.pop() if len(found) == 1 else None), month
    return None, None


def payer_kind(row):
    """Which of card, KK and virtual account the row names, and its value."""
    for kind, heading in (("card", "noka"), ("kk", "no_kk"), ("va", "no_va")):
        if text_of(row, heading):
            return kind, text_of(row, heading)
    raise BadRowError("no payer")


def household_of_payment(book, payment):
    """By hand it is as if the payer stood on the list of the paid-on month."""
    if payment.key in book.by_hand:
        return book.by_hand[payment.key], period_of(payment.paid_on)
    return find(book, period_of(payment.paid_on), payment.payer_kind, payment.payer)


def case_of_payment(book, payment):
    """The case of the paid-on month; a payer found only on an earlier list has none (RULES 9)."""
    number, found_on = household_of_payment(book, payment)
    if found_on != period_of(payment.paid_on):
        return None
    return book.cases.get((found_on, number))


def household_of_row(book, row, day):
    """The household of a row: on the list of the day's month, else the nearest before, else any list ever."""
    kind, value = payer_kind(row)
    number, _ = find(book, period_of(day), kind, value)
    if number is not None:
        return number
    for arrears in reversed(book.lists):
        for listed in arrears.listed.values():
            if value in {member.card if kind == "card" else member.kk for member in listed.members}:
                return listed.household
    raise BadRowError("no such household")
