"""Ending a partnership on a chosen day: agreement, territories, cases of now and of later, in one act."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from arrears.actions.cases import assign_cases
from arrears.actions.covers import start_cover
from arrears.models import Case, Cover, ListedHousehold
from kaderjkn.collections.reviews.actions import decide_review
from kaderjkn.collections.reviews.ending import areas_to_pass_on, successors_on
from kaderjkn.collections.reviews.errors import CannotDecide
from kaderjkn.common.errors import Refused
from kaderjkn.common.months import next_month
from tests import factories
from tests.collections import builders

ONE_DAY = timedelta(days=1)
TENTH = 9 * ONE_DAY


@pytest.fixture
def end(answered, supervisor, month):
    """End on the tenth of the month: that day is the first without agreement."""

    def decide(on=month + TENTH, **facts):
        return decide_review(review=answered, decision="end", reason="Cukup", ends_on=on, by=supervisor, **facts)

    return decide


def holders(case) -> list[tuple]:
    rows = case.holders.order_by("from_on").values_list("from_on", "cadre__code")
    return [((from_on - case.month).days + 1, code) for from_on, code in rows]


def test_agreement_territory_and_cases_change_on_the_day(end, case, leaving, successor, territory):
    month = case.month
    end(successors={territory.area_id: successor})
    assert leaving.agreements.get().ends_on == month + TENTH - ONE_DAY
    territory.refresh_from_db()
    given = successor.territories.get()
    assert (territory.valid.upper, given.valid.lower, given.valid.upper) == (month + TENTH, month + TENTH, None)
    assert holders(case) == [(1, leaving.code), (10, successor.code)]


def test_without_a_successor_cases_are_nobodys(end, case, leaving, territory):
    end()
    assert holders(case) == [(1, leaving.code), (10, None)]
    assert list(territory.area.territories.values_list("cadre", flat=True)) == [leaving.pk]


def test_each_kelurahan_has_its_own_successor(end, case, leaving, successor, make_cadre):
    other = factories.TerritoryFactory(cadre=leaving, area__branch=leaving.branch)
    second = builders.make_case(leaving, month=case.month, area=other.area)
    third = make_cadre()
    end(successors={case.area_id: successor}, hand_over_to=third)
    assert (holders(case)[-1], holders(second)[-1]) == ((10, successor.code), (10, third.code))


def test_cases_assigned_until_the_day_pass_on_too(end, leaving, successor, territory, month):
    listed = builders.make_case(leaving, month=month, area=territory.area)
    listed.delete()
    ListedHousehold.objects.update(status="")
    end(successors={territory.area_id: successor})
    assign_cases(branch=leaving.branch, month=month, day=month)
    assert holders(Case.objects.get()) == [(1, leaving.code), (10, successor.code)]


def test_later_periods_follow_the_territory(end, leaving, successor, territory, month):
    following = next_month(month)
    builders.make_case(leaving, month=following, area=territory.area).delete()
    ListedHousehold.objects.update(status="")
    end(successors={territory.area_id: successor})
    assign_cases(branch=leaving.branch, month=following, day=following)
    assert holders(Case.objects.get()) == [(1, successor.code)]


def test_months_before_the_day_stay(end, leaving, territory):
    old = builders.make_case(leaving, month=date(2026, 3, 1), area=territory.area)
    end(on=leaving.branch.today() + ONE_DAY)
    assert holders(old) == [(1, leaving.code)]


def test_covers_end_with_the_partnership(end, case, leaving, successor, make_cadre):
    month = case.month
    substitute = make_cadre()
    days = {"first": month + 4 * ONE_DAY, "last": month + 19 * ONE_DAY}
    start_cover(cadre=leaving, substitute=substitute, reason="illness", by=None, **days)
    end(successors={case.area_id: successor})
    assert holders(case) == [(1, leaving.code), (5, substitute.code), (10, successor.code)]
    assert Cover.objects.get().days.upper == month + TENTH


def test_a_cadre_who_covers_gives_the_cases_back(end, leaving, make_cadre, month):
    sick = make_cadre()
    case = builders.make_case(sick, month=month)
    days = {"first": month + 4 * ONE_DAY, "last": month + 19 * ONE_DAY}
    start_cover(cadre=sick, substitute=leaving, reason="illness", by=None, **days)
    end()
    assert holders(case) == [(1, sick.code), (5, leaving.code), (10, sick.code)]


def test_nothing_is_kept_of_an_act_that_is_refused(end, case, leaving, make_cadre, answered):
    short = make_cadre(valid=DateRange(date(2020, 1, 1), case.month))
    with pytest.raises(Refused, match="tidak mempunyai perjanjian"):
        end(successors={case.area_id: short})
    answered.refresh_from_db()
    assert answered.state == "open"
    assert leaving.agreements.get().valid.upper is None
    assert holders(case) == [(1, leaving.code)]


def test_the_last_day_is_today_or_later(end, branch):
    with pytest.raises(CannotDecide, match="paling awal hari ini"):
        end(on=branch.today())


def test_plan_counts_cases_and_names_those_who_may_take_over(case, leaving, successor, territory, make_cadre):
    month = case.month
    make_cadre(valid=DateRange(date(2020, 1, 1), month))
    builders.make_case(leaving, month=month, area=territory.area, target=400_000)
    [plan] = areas_to_pass_on(leaving, month + TENTH)
    assert (plan.area, plan.has_territory) == (territory.area, True)
    assert (plan.load.households, plan.load.amount) == (2, 1_000_000)
    assert list(successors_on(leaving, month + TENTH)) == [successor]
