"""What BPJS received, as the branch gets it in a file: on time, late, twice, for nobody, taken back."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .amounts import RATES
from .families import Family
from .history import PAID_ALL, Branch, Month
from .identity import virtual_account
from .periods import last_of_month

_WAYS = (
    ("BRI", "MBANKING", 14),
    ("BRI", "ATM", 9),
    ("MANDIRI", "MBANKING", 9),
    ("MANDIRI", "ATM", 5),
    ("BNI", "IBANKING", 6),
    ("BCA", "AUTODEBIT", 6),
    ("BTN", "BANK_TELLER", 3),
    ("INDOMARET", "MINIMARKET", 15),
    ("ALFAMART", "MINIMARKET", 11),
    ("TOKOPEDIA", "ECOMMERCE", 5),
    ("GOPAY", "EWALLET", 7),
    ("POS", "POS", 3),
    ("PPOB", "PPOB_AGEN", 5),
    ("BPJS", "LOKET_BPJS", 2),
)
_WAY_WEIGHTS = [weight for _, _, weight in _WAYS]
_BANKS = {"BRI", "MANDIRI", "BNI", "BTN", "BCA"}
_LATE_DAYS = 4
_REPEATED = 15
_UNMATCHED = 8


@dataclass(frozen=True, slots=True)
class Payment:
    source: str
    reference: str
    paid_on: date
    amount: int
    channel: str
    card: str = ""
    kk: str = ""
    account: str = ""
    cancels: str = ""


class Cashbook:
    """Writes the payment files of a branch in order, and remembers what goes into the next one."""

    def __init__(self, branch: Branch) -> None:
        self._branch = branch
        self._serial = 0
        self._late: list[Payment] = []
        self._last_file: list[Payment] = []
        self._to_reverse: Payment | None = None

    def file_of(self, month: Month) -> list[Payment]:
        """The rows of a month's file: its payments on time, and what was left over from the file before."""
        payments = self._payments(month)
        left_over = self._late + self._repeated() + self._reversal_of_closed(month)
        self._late = self._arriving_late(month, payments)
        late = set(self._late)
        on_time = [payment for payment in payments if payment not in late]
        rows = left_over + on_time + self._unmatched(month)
        if month.index == 0:
            rows += self._reversal(on_time, last_of_month(month.first_day))
        if self._is_next_to_last_closed(month):
            self._to_reverse = on_time[len(on_time) // 2]
        self._last_file = on_time
        return rows

    def _is_next_to_last_closed(self, month: Month) -> bool:
        return month.index == self._branch.current - 2

    def _payments(self, month: Month) -> list[Payment]:
        if month.last_work_day is None:
            return []
        payments = [self._payment(month, family) for family in self._branch.families if month.index in family.pays]
        return sorted(payments, key=lambda payment: (payment.paid_on, payment.source, payment.reference))

    def _payment(self, month: Month, family: Family) -> Payment:
        rng = self._branch.rng
        source, channel, _ = rng.choices(_WAYS, _WAY_WEIGHTS)[0]
        part = family.pays[month.index] != PAID_ALL
        if part and rng.random() < 0.4:
            channel = "REHAB"
        blank = Payment(source, "", self._day(month), self._amount(family, month.index), channel)
        return self._numbered(self._payer(blank, family, month.index))

    def _amount(self, family: Family, month: int) -> int:
        """Some months of the arrears; or all of them, mostly with the running month on top."""
        a_month = RATES[family.klass] * family.size
        if family.pays[month] != PAID_ALL:
            return a_month * family.pays[month]
        running = a_month if self._branch.rng.random() < 0.8 else 0
        return family.owes(month) + running

    def _payer(self, payment: Payment, family: Family, month: int) -> Payment:
        rng = self._branch.rng
        if payment.source in _BANKS:
            account = virtual_account(family.head.card, mandiri=payment.source == "MANDIRI")
            return replace(payment, account=account)
        if family.kk_on(month) and rng.random() < 0.25:
            return replace(payment, kk=family.kk)
        return replace(payment, card=rng.choice(family.members).card)

    def _numbered(self, payment: Payment) -> Payment:
        self._serial += 1
        return replace(payment, reference=f"{payment.source}{payment.paid_on:%y%m%d}{self._serial:06d}")

    def _day(self, month: Month) -> date:
        """Any day from the first working day on; many pay around the tenth."""
        days = (month.last_work_day - month.first_work_day).days
        rng = self._branch.rng
        offset = rng.randint(4, 10) if rng.random() < 0.35 else rng.randint(0, days)
        return month.first_work_day + timedelta(days=min(offset, days))

    def _arriving_late(self, month: Month, payments: list[Payment]) -> list[Payment]:
        """Of the last days of a month, half are in the file of the next month only."""
        if month.index == self._branch.current:
            return []
        since = month.last_work_day - timedelta(days=_LATE_DAYS)
        return [payment for payment in payments if payment.paid_on > since][::2]

    def _repeated(self) -> list[Payment]:
        return self._last_file[-_REPEATED:]

    def _unmatched(self, month: Month) -> list[Payment]:
        """Payers who stand on no list of this branch."""
        if month.last_work_day is None:
            return []
        rng = self._branch.rng
        blanks = [Payment("BRI", "", self._day(month), 35_000 * rng.randint(1, 12), "ATM") for _ in range(_UNMATCHED)]
        return [
            self._numbered(replace(blank, card=f"0005{rng.randrange(10**9):09d}"))
            for blank in blanks[: max(1, round(_UNMATCHED * month.share))]
        ]

    def _reversal(self, payments: list[Payment], day: date) -> list[Payment]:
        """Takes back a payment of the same file: it counts for nothing."""
        taken_back = payments[len(payments) // 3]
        row = replace(taken_back, paid_on=max(taken_back.paid_on, day), cancels=taken_back.reference)
        return [self._numbered(row)]

    def _reversal_of_closed(self, month: Month) -> list[Payment]:
        """Takes back a payment of a month that is closed by now: a negative line in the open one."""
        taken_back, self._to_reverse = self._to_reverse, None
        if taken_back is None:
            return []
        return [self._numbered(replace(taken_back, paid_on=month.first_work_day, cancels=taken_back.reference))]
