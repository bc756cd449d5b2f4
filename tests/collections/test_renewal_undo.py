"""A renewal is taken back until cases, payments or a closing rest on its agreements."""

from datetime import timedelta

import pytest
from django.utils import timezone

from arrears.models import CaseHolder
from cadres.errors import CannotTakeBack
from kaderjkn.collections.renewal_undo import reasons_against, undo_renewal
from kaderjkn.common.months import add_months
from tests.cadres.builders import ending_in, make_renewal
from tests.collections.builders import make_case, make_closing, make_line, make_payment, make_settlement, month_of


@pytest.fixture
def old(branch):
    """An agreement that lapsed in the middle of last month, renewed from the next day on."""
    middle = add_months(month_of(branch), -1) + timedelta(days=14)
    return ending_in(branch, (middle - branch.today()).days)


@pytest.fixture
def renewal(old, staff):
    return make_renewal(old, by=staff)


def test_renewal_that_nothing_rests_on_is_taken_back(renewal, old, staff):
    undo_renewal(renewal=renewal, by=staff)
    assert list(old.cadre.agreements.all()) == [old]


def test_case_given_on_a_day_of_the_new_agreement_stops_it(branch, renewal, old, staff):
    case = make_case(old.cadre, month=add_months(month_of(branch), -1))
    assert reasons_against(renewal) == []
    CaseHolder.objects.create(branch=branch, case=case, from_on=old.valid.upper, cadre=old.cadre)
    with pytest.raises(CannotTakeBack, match="mendapat binaan pada masa perjanjian baru: 1"):
        undo_renewal(renewal=renewal, by=staff)
    assert old.cadre.agreements.count() == 2


@pytest.mark.parametrize(("days", "is_stopped"), [(-1, False), (0, True)])
def test_reward_of_a_day_of_the_new_agreement_stops_it(branch, renewal, old, days, is_stopped):
    month = old.valid.upper.replace(day=1)
    case = make_case(old.cadre, month=month)
    payment = make_payment(case, old.valid.upper + timedelta(days=days), 100_000)
    settlement = make_settlement(make_closing(branch, month), payment, case, cadre=old.cadre)
    assert reasons_against(renewal) == []
    make_line(settlement)
    assert any("imbal jasa" in reason for reason in reasons_against(renewal)) == is_stopped


def test_month_closed_since_stops_it(branch, renewal, old):
    make_closing(branch, old.valid.upper.replace(day=1), state="closed")
    (reason,) = reasons_against(renewal)
    assert "sudah tutup buku" in reason
    renewal.made_at = timezone.now()
    assert reasons_against(renewal) == []
