"""Covers: a substitute's days as holder rows, that come back by themselves, also for cases assigned later.

The month is the next one, so that every day of it is still to come whatever day it is today.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from arrears.actions.cases import assign_cases, move_cases
from arrears.actions.covers import change_cover, start_cover, undo_cover
from arrears.errors import CannotCover
from arrears.models import Case, CaseTouch, Cover, Household, ListedHousehold
from kaderjkn.common.models import Period
from kaderjkn.common.months import next_month
from tests import factories
from tests.collections import builders

ONE_DAY = timedelta(days=1)
ALWAYS = DateRange(date(2020, 1, 1), None)


@pytest.fixture
def month(branch):
    return next_month(builders.month_of(branch))


@pytest.fixture
def make_cadre(branch):
    def make(**agreement):
        cadre = factories.CadreFactory(branch=branch)
        factories.AgreementFactory(cadre=cadre, **{"valid": ALWAYS} | agreement)
        return cadre

    return make


@pytest.fixture
def sick(make_cadre):
    return make_cadre()


@pytest.fixture
def substitute(make_cadre):
    return make_cadre()


@pytest.fixture
def third(make_cadre):
    return make_cadre()


@pytest.fixture
def case(sick, month):
    return builders.make_case(sick, month=month)


@pytest.fixture
def cover(sick, substitute, staff, month):
    """Start a cover from the 5th to the 9th of the month; the days are counted from 1."""

    def start(first=5, last=9, **facts):
        values = {"cadre": sick, "substitute": substitute, "reason": "illness", "by": staff}
        return start_cover(first=day(month, first), last=day(month, last), **values | facts)

    return start


@pytest.fixture
def move(branch, month, third, staff):
    """Move a case to the third cadre from a day of the month on."""

    def to_third(case, number):
        move_cases(branch=branch, month=month, case_ids=[case.pk], cadre=third, day=day(month, number), by=staff)

    return to_third


@pytest.fixture
def change(month, staff):
    """Give a cover another last day, counted from 1 in the month."""
    return lambda cover, last: change_cover(cover=cover, last=day(month, last), by=staff)


def day(month, number) -> date:
    return month + (number - 1) * ONE_DAY


def holders(case) -> list[tuple]:
    """(day of the month, code) of each row."""
    rows = case.holders.order_by("from_on").values_list("from_on", "cadre__code")
    return [((from_on - case.month).days + 1, code) for from_on, code in rows]


# What a cover writes


def test_cases_go_and_come_back_by_themselves(case, cover, sick, substitute):
    cover()
    assert holders(case) == [(1, sick.code), (5, substitute.code), (10, sick.code)]
    assert CaseTouch.objects.filter(case=case, kind="move").exists()


def test_cover_from_the_first_day_begins_with_the_case(case, cover, substitute, sick):
    cover(first=1, last=2)
    assert holders(case) == [(1, substitute.code), (3, sick.code)]


def test_cover_to_the_months_end_needs_no_way_back(case, cover, sick, substitute, month):
    cover(last=(next_month(month) - month).days)
    assert holders(case) == [(1, sick.code), (5, substitute.code)]


def test_only_the_covered_cadres_days_are_written(case, cover, move, third):
    move(case, 7)
    other = builders.make_case(third, month=case.month)
    cover()
    assert [number for number, _code in holders(case)] == [1, 5, 7]
    assert holders(case)[-1] == (7, third.code)
    assert holders(other) == [(1, third.code)]


def test_closed_periods_are_not_touched(sick, substitute, staff, branch, month):
    last_month = builders.month_of(branch)
    closed = builders.make_case(sick, month=last_month)
    Period.objects.filter(branch=branch, month=last_month).update(state="closed")
    with pytest.raises(CannotCover, match="tutup buku"):
        start_cover(cadre=sick, substitute=substitute, first=last_month, last=month, reason="illness", by=staff)
    start_cover(cadre=sick, substitute=substitute, first=month, last=month, reason="illness", by=staff)
    assert holders(closed) == [(1, sick.code)]


def test_cases_assigned_while_it_runs_follow_it(cover, sick, substitute, month):
    listed = listed_household(sick, month)
    cover(first=1, last=9)
    assign_cases(branch=sick.branch, month=month, day=day(month, 3))
    case = Case.objects.get(household=listed.household)
    assert holders(case) == [(3, substitute.code), (10, sick.code)]


def listed_household(cadre, month) -> ListedHousehold:
    """A household on the list of the month in the cadre's kelurahan, not yet assigned."""
    case = builders.make_case(cadre, month=month)
    factories.TerritoryFactory(cadre=cadre, area=case.area, valid=ALWAYS)
    case.delete()
    ListedHousehold.objects.filter(household=case.household).update(status="")
    return ListedHousehold.objects.get(household=case.household)


# Another last day


def test_ended_early_the_way_back_moves_forward(case, cover, change, sick, substitute):
    change(cover(), 6)
    assert holders(case) == [(1, sick.code), (5, substitute.code), (7, sick.code)]


def test_lengthened_the_way_back_moves_on(case, cover, change, sick, substitute):
    change(cover(), 20)
    assert holders(case) == [(1, sick.code), (5, substitute.code), (21, sick.code)]


def test_lengthened_into_another_open_month_takes_its_cases_along(case, cover, sick, substitute, staff):
    following = builders.make_case(sick, month=next_month(case.month))
    change_cover(cover=cover(), last=following.month, by=staff)
    assert holders(case) == [(1, sick.code), (5, substitute.code)]
    assert holders(following) == [(1, substitute.code), (2, sick.code)]


def test_a_case_moved_away_meanwhile_is_left_alone(case, cover, move, change, third):
    started = cover()
    move(case, 7)
    before = holders(case)
    for last in (8, 20):
        change(started, last)
        assert holders(case) == before
    assert before[-1] == (7, third.code)


def test_a_second_cover_after_the_first_comes_back_too(case, cover, sick, third):
    cover()
    cover(first=10, last=12, substitute=third)
    assert holders(case)[2:] == [(10, third.code), (13, sick.code)]


def test_undone_it_is_as_if_it_never_was(case, cover, sick, staff):
    undo_cover(cover=cover(), by=staff)
    assert holders(case) == [(1, sick.code)]


def test_undone_the_first_of_two_leaves_the_second(case, cover, sick, third, staff):
    first = cover()
    cover(first=10, last=12, substitute=third)
    undo_cover(cover=first, by=staff)
    assert holders(case) == [(1, sick.code), (10, third.code), (13, sick.code)]


def test_a_cover_that_has_run_can_only_be_ended(cover, staff, branch):
    started = cover()
    Cover.objects.filter(pk=started.pk).update(
        at=started.at - 3 * ONE_DAY, days=DateRange(branch.today() - 2 * ONE_DAY, branch.today() + 2 * ONE_DAY)
    )
    with pytest.raises(CannotCover, match="sudah berjalan"):
        undo_cover(cover=started, by=staff)
    with pytest.raises(CannotCover, match="paling awal kemarin"):
        change_cover(cover=started, last=branch.today() - 2 * ONE_DAY, by=staff)
    assert change_cover(cover=started, last=branch.today(), by=staff).last_day == branch.today()


# Refusals


def test_substitute_needs_an_agreement_on_every_day(cover, make_cadre, month):
    short = make_cadre(valid=DateRange(date(2020, 1, 1), day(month, 9)))
    with pytest.raises(CannotCover, match="setiap hari"):
        cover(substitute=short)
    factories.AgreementFactory(cadre=short, valid=DateRange(day(month, 9), None))
    assert cover(substitute=short)


def test_substitute_is_another_cadre_of_the_branch(cover, sick, other_branch):
    stranger = factories.CadreFactory(branch=other_branch, agreement_from=date(2026, 1, 1))
    for wrong in (sick, stranger):
        with pytest.raises(CannotCover, match="kader lain"):
            cover(substitute=wrong)


def test_covers_do_not_overlap_or_make_chains(cover, sick, substitute, third):
    cover()
    for facts, words in (
        ({"substitute": third}, "sudah digantikan"),
        ({"cadre": third, "substitute": sick}, "sendiri sedang digantikan"),
        ({"cadre": substitute, "substitute": third}, "sedang menggantikan"),
    ):
        with pytest.raises(CannotCover, match=words):
            cover(first=9, last=11, **facts)


def test_reason_comes_from_the_list(cover):
    with pytest.raises(CannotCover, match="alasan"):
        cover(reason="malas")


def test_days_must_be_in_order_and_not_over(cover, branch, sick, substitute, staff):
    with pytest.raises(CannotCover, match="lebih awal"):
        cover(first=9, last=5)
    yesterday = branch.today() - ONE_DAY
    with pytest.raises(CannotCover, match="sudah lewat"):
        start_cover(cadre=sick, substitute=substitute, first=yesterday, last=yesterday, reason="illness", by=staff)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({}, "cover_one_a_day"),
        ({"substitute": "sick"}, "cover_by_somebody_else"),
        ({"days": DateRange(date(2020, 1, 1), date(2020, 1, 1))}, "cover_has_first_and_last_day"),
        ({"days": DateRange(date(2020, 1, 1), None)}, "cover_has_first_and_last_day"),
    ],
)
def test_database_refuses_an_impossible_cover(cover, sick, facts, constraint):
    first = cover()
    copy = {"branch": first.branch, "cadre": sick, "substitute": first.substitute, "days": first.days} | facts
    copy |= {"substitute": sick} if facts.get("substitute") else {}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Cover.objects.create(reason="illness", **copy)


# Who sees what


def test_the_substitute_sees_the_household_today_and_the_sick_cadre_does_not(sick, substitute, staff, branch):
    case = builders.make_case(sick)
    today = branch.today()
    start_cover(cadre=sick, substitute=substitute, first=today, last=today + ONE_DAY, reason="illness", by=staff)
    seen = {
        who: Household.objects.visible_to(who.user).filter(pk=case.household_id).exists() for who in (sick, substitute)
    }
    assert seen == {sick: False, substitute: True}
    assert list(Case.objects.visible_to(substitute.user)) == [case]
