"""Which month cadres work on."""

from datetime import date

from kaderjkn.collections.field.worklist import working_month
from kaderjkn.common.models import Period
from tests.collections import builders


def test_working_month_is_the_newest_open_one_that_has_begun(branch):
    assert working_month(branch) is None
    this = builders.month_of(branch)
    Period.objects.create(branch=branch, month=date(2026, 1, 1))
    assert working_month(branch) == date(2026, 1, 1)
    Period.objects.create(branch=branch, month=this)
    Period.objects.create(branch=branch, month=date(this.year + 1, 1, 1))
    assert working_month(branch) == this


def test_closed_month_is_worked_on_no_more(branch):
    builders.make_period(branch, date(2026, 1, 1))
    builders.make_period(branch, date(2026, 2, 1), state="closed")
    assert working_month(branch) == date(2026, 1, 1)
