"""What is wrong with bad rows: every kind of error that rejects a row, and the warnings that do not.

Every 67th household has one bad row, which is 0.5 % of the rows; the kinds take turns. The same rows stay bad in
the next month, as they do where nobody mends the source.
"""

from collections.abc import Callable

from .households import card

HIT_EVERY, HIT_AT = 67, 5
KK, CARD, NAME, _HEAD, NIK, SEGMENT, CLASS, *_, CODE, _PHONE, MONTHS, AMOUNT = range(14)


def _set(column: int, value: str | int) -> Callable[[list, int], None]:
    def change(cells: list, _number: int) -> None:
        cells[column] = value

    return change


def _cut(column: int) -> Callable[[list, int], None]:
    def change(cells: list, _number: int) -> None:
        cells[column] = cells[column][:-1]

    return change


def _neighbours_card(cells: list, number: int) -> None:
    cells[CARD] = card(number - 1, 0)


def _too_high(cells: list, _number: int) -> None:
    cells[AMOUNT] = 9 * 160_000 * 24


ERRORS = {
    "no_name": _set(NAME, ""),
    "no_card": _set(CARD, ""),
    "card_of_12_digits": _cut(CARD),
    "card_shortened_by_excel": _set(CARD, "1,94435E+12"),
    "family_card_of_15_digits": _cut(KK),
    "nik_of_15_digits": _cut(NIK),
    "segment_unknown": _set(SEGMENT, "PPU"),
    "class_9": _set(CLASS, 9),
    "months_in_words": _set(MONTHS, "dua belas"),
    "amount_with_fraction": _set(AMOUNT, "420000,5"),
    "amount_below_zero": _set(AMOUNT, -35_000),
    "card_of_another_family": _neighbours_card,
}
TWICE = "head_twice"
WARNINGS = {
    "place_unknown": _set(CODE, "32.01.99.2999"),
    "two_places": _set(CODE, "32.01.98.2998"),
    "amount_too_high": _too_high,
}
KINDS = (*ERRORS, TWICE, *WARNINGS)
REJECTED = frozenset({*ERRORS, TWICE})


def is_hit(number: int) -> bool:
    return number % HIT_EVERY == HIT_AT


def spoil(number: int, rows: list) -> None:
    """Make one row of a household of two or more bad, in place: the head's in every other household."""
    kind = KINDS[number // HIT_EVERY % len(KINDS)]
    position = _position(kind, number, len(rows))
    if kind == TWICE:
        cells = list(rows[0].cells)
    else:
        cells = rows[position].cells
        (ERRORS | WARNINGS)[kind](cells, number)
    rows[position] = rows[position]._replace(cells=cells, fault=kind)


def _position(kind: str, number: int, size: int) -> int:
    """A place is the head's; the others hit the head or the last, except where only another row makes sense."""
    if kind == "place_unknown":
        return 0
    if kind in (TWICE, "two_places"):
        return size - 1
    return 0 if number // HIT_EVERY // len(KINDS) % 2 else size - 1
