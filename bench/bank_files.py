"""A bank's payment file for the households of a list: 0.3 rows for each row of the list.

Of 100 rows, 60 name the virtual account, 30 the card, 10 the KK; a few payers are on no list. Every 500th row takes
a payment back; 0.5 % are bad.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from .files import open_csv
from .households import card
from .lists import family_of

COLUMNS = ["sumber", "referensi", "tgl_bayar", "jumlah", "kanal", "noka", "no_kk", "no_va", "membatalkan"]
SOURCE, REFERENCE, DAY, AMOUNT, _CHANNEL, CARD, KK, ACCOUNT, REVERSES = range(len(COLUMNS))
SOURCES = ("BRI", "BCA", "MANDIRI", "BNI", "BSI")
CHANNELS = ("MINIMARKET", "MBANKING", "ATM", "EWALLET", "BANK_TELLER", "PPOB_AGEN")
ROWS_PER_HOUSEHOLD = 3.2  # a little above the average, so that every household that pays is on the list
REVERSAL_EVERY, REVERSAL_AT, REVERSES_BACK = 500, 499, 250
HIT_EVERY, HIT_AT = 200, 50
NOBODY_EVERY = 37


class PaymentFiles(NamedTuple):
    csv: Path
    floor: Path
    rows: int
    good: int


def payments(rows: int, month: date) -> Iterator[tuple[list[str | int], bool]]:
    """Rows for a list of `rows`, and whether they are bad."""
    households = max(1, int(rows / ROWS_PER_HOUSEHOLD))
    for number in range(rows * 3 // 10):
        if number % REVERSAL_EVERY == REVERSAL_AT:
            yield _reversal(number, households, month), False
        else:
            cells = _payment(number, households, month)
            if is_bad := number % HIT_EVERY == HIT_AT:
                FAULTS[number // HIT_EVERY % len(FAULTS)](cells)
            yield cells, is_bad


def write_payments(rows: int, month: date, folder: Path) -> PaymentFiles:
    """The file to upload, and the good rows with their lines for the floor."""
    paths = folder / "payments.csv", folder / "payments-floor.csv"
    with open_csv(paths[0]) as plain, open_csv(paths[1]) as floor:
        return PaymentFiles(*paths, *_fill(plain, floor, rows, month))


def _fill(plain, floor, rows: int, month: date) -> tuple[int, int]:
    line, good = 1, 0
    plain.writerow(COLUMNS)
    for line, (cells, is_bad) in enumerate(payments(rows, month), start=2):
        plain.writerow(cells)
        if not is_bad:
            good += 1
            floor.writerow([line, *cells])
    return line - 1, good


def _payment(number: int, households: int, month: date) -> list[str | int]:
    family = family_of(number * 7 % households)
    payer = card(family.number, 7 if number % NOBODY_EVERY == 0 else 0)
    way = number % 10
    by_family = way == 9 and family.family_card != ""
    return [
        SOURCES[number % len(SOURCES)],
        _reference(number),
        (month + timedelta(days=number % 20)).isoformat(),
        family.amount_per_member * len(family.members),
        CHANNELS[number % len(CHANNELS)],
        payer if way >= 6 and not by_family else "",
        family.family_card if by_family else "",
        f"88888{payer[-11:]}" if way < 6 else "",
        "",
    ]


def _reversal(number: int, households: int, month: date) -> list[str | int]:
    """Take back an earlier payment of the same source."""
    original = _payment(number - REVERSES_BACK, households, month)
    return [original[SOURCE], _reference(number), original[DAY], -original[AMOUNT], *original[4:8], original[REFERENCE]]


def _reference(number: int) -> str:
    return f"TRX{number:010d}"


def _set(column: int, value: str | int) -> Callable[[list], None]:
    def change(cells: list) -> None:
        cells[column] = value

    return change


def _no_payer(cells: list) -> None:
    cells[CARD] = cells[KK] = cells[ACCOUNT] = ""


FAULTS = (_set(AMOUNT, 0), _set(DAY, "2099-01-01"), _no_payer, _set(REFERENCE, ""), _set(DAY, "31-31-2026"))
