"""Finding households by what somebody types: part of a name or an address, or the digits of a KK or card number."""

import json

from django.db.models import (
    BigIntegerField,
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Reverse

from kaderjkn.common.models import Branch
from kaderjkn.common.searching.words import is_number

from .enums import MatchedBy
from .models import HouseholdKey, HouseholdSearch, Participant, Payment

FROM_BEGINNING = 8
"""So many digits are needed before a number is looked for from its beginning, too: the first ones are the place."""
COMMON = 5_000
"""So many households or more with a word: then looking at the rows in their order finds a page sooner."""
VIRTUAL_ACCOUNT, ACCOUNT_PREFIXES = 16, ("88888", "89888")


def found_households(branch: Branch, text: str) -> QuerySet:
    """Ids of households: those whose names and address have every word, or whose KK or a card fits the digits."""
    if is_number(text):
        return by_number(branch, "".join(text.split()))
    found = HouseholdSearch.objects.filter(branch_id=as_bigint(branch.pk))
    for word in text.lower().split():
        found = found.filter(words__contains=word)
    return found.values("household_id")


def searched(rows: QuerySet, branch: Branch, text: str, *, in_order: bool) -> QuerySet:
    """The rows whose household the text finds. `in_order`: only the first of an order are wanted, not the whole set."""
    if in_order and not is_number(text) and is_common(found_households(branch, text)):
        return rows.filter(has_words(text))
    return rows.filter(household__in=found_households(branch, text))


def has_words(text: str) -> Subquery:
    """Whether the row's household has every word, looked up row by row.

    Where a word is common the first fifty rows in the order of the list are soon found this way, while fetching all
    that have it, and sorting them, takes the longer the more they are. A join would leave the choice to the planner,
    which takes the households of all branches for those of one, and so the words for rarer than they are.
    """
    words = Q(*(Q(words__contains=word) for word in text.lower().split()))
    found = HouseholdSearch.objects.filter(household=OuterRef("household"))
    return Subquery(found.values(fits=ExpressionWrapper(words, BooleanField())), BooleanField())


def is_common(found: QuerySet) -> bool:
    """Whether the planner expects many rows: it knows the most frequent names and pieces of names."""
    return json.loads(found.explain(format="json"))[0]["Plan"]["Plan Rows"] > COMMON


def as_bigint(number: int) -> Cast:
    """The number as the index on words has it: GIN, unlike B-tree, knows no comparison of two sizes of integers."""
    return Cast(Value(number), BigIntegerField())


def by_number(branch: Branch, digits: str) -> QuerySet:
    """The last digits of a number, as lists show them; the first ones, too, where there are enough; or a whole VA."""
    digits = digits[5:] if is_account(digits) else digits
    keys, cards = HouseholdKey.objects.filter(branch=branch), Participant.objects.filter(branch=branch)
    found = [ending(keys, "key", digits), ending(cards, "card", digits)]
    if len(digits) >= FROM_BEGINNING:
        found += [beginning(keys, "key", digits), beginning(cards, "card", digits)]
    return found[0].union(*found[1:])


def households_of_number(branch: Branch, text: str) -> QuerySet:
    """Households whose KK, card or virtual account is exactly these digits."""
    digits = "".join(text.split()) if is_number(text) else ""
    cards = Participant.objects.filter(branch=branch)
    keys = HouseholdKey.objects.filter(branch=branch, key=digits).values("household_id")
    if is_account(digits):
        return keys.union(ending(cards, "card", digits[5:]))
    return keys.union(cards.filter(card=digits).values("household_id"))


def is_account(digits: str) -> bool:
    return len(digits) == VIRTUAL_ACCOUNT and digits.startswith(ACCOUNT_PREFIXES)


def found_payments(rows: QuerySet, branch: Branch, text: str, *, in_order: bool) -> QuerySet:
    """Payments by their reference, whole or its end, or of households that the text finds.

    One that has no household yet is found by the number that stands in it.
    """
    if not any(letter.isdigit() for letter in text):
        return searched(rows, branch, text, in_order=in_order)
    by_reference = payments_by_reference(branch, text)
    if not is_number(text):
        return rows.filter(pk__in=by_reference.values("pk"))
    digits, payments = "".join(text.split()), Payment.objects.filter(branch=branch)
    of_households = payments.filter(household__in=by_number(branch, digits))
    waiting = payments.filter(matched_by=MatchedBy.NOBODY).filter(
        Q(card__endswith=digits) | Q(family_card__endswith=digits) | Q(virtual_account__endswith=digits)
    )
    return rows.filter(pk__in=by_reference.values("pk").union(of_households.values("pk"), waiting.values("pk")))


def payments_by_reference(branch: Branch, text: str) -> QuerySet:
    """Payments whose reference is the text or ends with it."""
    payments = Payment.objects.filter(branch=branch).alias(turned=Reverse("reference"))
    return payments.filter(turned__startswith=text[::-1])


def beginning(rows: QuerySet, field: str, digits: str) -> QuerySet:
    """As a range, which the unique index answers."""
    return rows.filter(**{f"{field}__gte": digits, f"{field}__lt": after(digits)}).values("household_id")


def ending(rows: QuerySet, field: str, digits: str) -> QuerySet:
    turned = digits[::-1]
    rows = rows.alias(turned=Reverse(field)).filter(turned__gte=turned, turned__lt=after(turned))
    return rows.values("household_id")


def after(digits: str) -> str:
    """The first of what follows everything that begins with the digits, in whatever order the database sorts."""
    rest = digits.rstrip("9")
    return f"{rest[:-1]}{int(rest[-1]) + 1}" if rest else "a"
