"""Settling: what single payments must not do to the others of a month."""

from datetime import date

from kaderjkn.collections.closing.actions import close_period, recompute
from kaderjkn.collections.models import Settlement
from tests.collections.builders import make_case, make_payment, make_period

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def test_reversal_of_a_payment_without_case_leaves_the_others_alone(branch, cadre):
    """Its case is NULL; compared with the cases of the others it must not make them unknown."""
    make_period(branch, MARCH)
    case = make_case(cadre, month=APRIL)
    stray = make_payment(case, date(2026, 3, 9), 90_000, matched_by="hand", listed_month=MARCH)
    close_period(branch=branch, month=MARCH)
    make_period(branch, APRIL)
    make_payment(case, date(2026, 4, 2), 90_000, reverses=stray, household=None, matched_by="", listed_month=None)
    counted = make_payment(case, date(2026, 4, 9), 70_000, matched_by="hand")
    recompute(branch=branch, month=APRIL)
    settled = Settlement.objects.get(payment=counted, closing__month=APRIL)
    assert (settled.verdict, settled.eligible) == ("collected", 70_000)
