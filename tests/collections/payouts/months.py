"""A month that is over, with one payment in it."""

from datetime import date

from tests.collections.builders import cover_payments, make_case, make_payment, make_period

MONTH = date(2026, 3, 1)


def paid_month(cadre, amount: int, month: date = MONTH, **fields):
    """A case of the cadre with one payment; returns the payment."""
    make_period(cadre.branch, month)
    payment = make_payment(make_case(cadre, month=month), month.replace(day=9), amount, matched_by="hand", **fields)
    cover_payments(cadre.branch, month.replace(day=28))
    return payment
