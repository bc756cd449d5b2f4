"""Giving kelurahan to other cadres from a day on, and taking that back."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from cadres.errors import CannotGive, CannotTakeBack
from cadres.models import ChangedKelurahan, Territory, TerritoryChange
from cadres.territory_changes import give_kelurahan, take_back
from tests.at_once import at_once, refusals
from tests.cadres.builders import DAY, working
from tests.factories import AgreementFactory, AreaFactory, BranchFactory, CadreFactory, TerritoryFactory


@pytest.fixture
def successor(branch, today):
    return working(branch, today)


@pytest.fixture
def territory(cadre, today):
    return TerritoryFactory(cadre=cadre, valid=DateRange(today - 100 * DAY, today + 200 * DAY))


def give(branch, territory, to, on, *, by=None, form_key=None):
    return give_kelurahan(branch=branch, to={territory.area_id: to.pk}, on=on, form_key=form_key or uuid4(), by=by)


def days_of(area):
    return [
        (row.cadre_id, row.valid.lower, row.valid.upper)
        for row in Territory.objects.filter(area=area).order_by("valid")
    ]


def test_former_cadre_has_it_until_the_day_before(branch, cadre, successor, territory, today):
    on = today + 10 * DAY
    give(branch, territory, successor, on)
    assert days_of(territory.area) == [(cadre.pk, today - 100 * DAY, on), (successor.pk, on, None)]


def test_what_is_planned_for_later_stays(branch, cadre, successor, territory, today):
    planned = TerritoryFactory(cadre=cadre, area=territory.area, valid=DateRange(today + 300 * DAY, None))
    give(branch, territory, successor, today)
    assert days_of(territory.area)[1:] == [
        (successor.pk, today, today + 300 * DAY),
        (cadre.pk, planned.valid.lower, None),
    ]


def test_kelurahan_without_cadre_gets_one(branch, successor, today):
    area = AreaFactory(branch=branch)
    give_kelurahan(branch=branch, to={area.pk: successor.pk}, on=today, form_key=uuid4(), by=None)
    assert days_of(area) == [(successor.pk, today, None)]


def test_territory_that_would_begin_on_the_day_goes_and_comes_back(branch, cadre, successor, today):
    planned = TerritoryFactory(cadre=cadre, valid=DateRange(today + 5 * DAY, None))
    change = give(branch, planned, successor, today + 5 * DAY)
    assert [cadre_id for cadre_id, *_days in days_of(planned.area)] == [successor.pk]
    take_back(change=change, by=None)
    assert days_of(planned.area) == [(cadre.pk, today + 5 * DAY, None)]


def test_same_form_sent_twice_is_one_change(branch, successor, territory, today):
    key = uuid4()
    assert give(branch, territory, successor, today, form_key=key) == give(
        branch, territory, successor, today, form_key=key
    )
    assert TerritoryChange.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 367])
def test_day_that_is_over_or_far_away_is_refused(branch, successor, territory, today, days):
    with pytest.raises(CannotGive):
        give(branch, territory, successor, today + days * DAY)


def test_cadre_without_agreement_on_the_day_is_refused(branch, territory, today):
    ending = CadreFactory(branch=branch)
    AgreementFactory(cadre=ending, valid=DateRange(today - 30 * DAY, today + 5 * DAY))
    give(branch, territory, ending, today + 4 * DAY)
    with pytest.raises(CannotGive, match="perjanjian"):
        give(branch, TerritoryFactory(cadre=territory.cadre), ending, today + 5 * DAY)


def test_who_has_it_already_is_refused(branch, cadre, territory, today):
    with pytest.raises(CannotGive, match="sudah dipegang"):
        give(branch, territory, cadre, today)


def test_kelurahan_and_cadres_of_another_branch_are_refused(branch, successor, territory, today):
    other = working(BranchFactory(code="0904"), today)
    with pytest.raises(CannotGive):
        give(branch, territory, other, today)
    with pytest.raises(CannotGive):
        give(other.branch, territory, other, today)


def test_one_refusal_leaves_all_as_they_were(branch, cadre, successor, territory, today):
    has_it = TerritoryFactory(cadre=successor)
    to = {territory.area_id: successor.pk, has_it.area_id: successor.pk}
    with pytest.raises(CannotGive):
        give_kelurahan(branch=branch, to=to, on=today, form_key=uuid4(), by=None)
    assert days_of(territory.area) == [(cadre.pk, territory.valid.lower, territory.valid.upper)]
    assert not TerritoryChange.objects.exists()


def test_taken_back_it_is_as_before(branch, successor, territory, staff, today):
    change = give(branch, territory, successor, today + 10 * DAY)
    take_back(change=change, by=staff)
    assert days_of(territory.area) == [(territory.cadre_id, territory.valid.lower, territory.valid.upper)]
    change.refresh_from_db()
    assert change.undone_by == staff
    with pytest.raises(CannotTakeBack):
        take_back(change=change, by=staff)


def test_changed_again_it_is_not_taken_back(branch, cadre, successor, territory, today):
    first = give(branch, territory, successor, today + 10 * DAY)
    second = give(branch, territory, cadre, today + 20 * DAY)
    with pytest.raises(CannotTakeBack):
        take_back(change=first, by=None)
    take_back(change=second, by=None)
    take_back(change=first, by=None)
    assert days_of(territory.area) == [(cadre.pk, territory.valid.lower, territory.valid.upper)]


def test_former_territory_that_was_changed_is_not_overwritten(branch, successor, territory, today):
    change = give(branch, territory, successor, today + 10 * DAY)
    Territory.objects.filter(pk=territory.pk).update(valid=DateRange(today - 100 * DAY, today))
    with pytest.raises(CannotTakeBack):
        take_back(change=change, by=None)
    assert Territory.objects.filter(cadre=successor).exists()


def test_the_database_keeps_former_cadre_and_days_together(branch, cadre, successor, territory, today):
    change = give(branch, territory, successor, today)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangedKelurahan.objects.filter(change=change).update(former_cadre=None)


@pytest.mark.django_db(transaction=True)
def test_two_people_give_the_same_kelurahan_at_once_one_is_refused(branch, cadre, successor, territory, today):
    other = working(branch, today)
    answers = at_once(*(lambda to=to: give(branch, territory, to, today + 10 * DAY) for to in (successor, other)))
    holders = {row.cadre_id for row in Territory.objects.filter(area=territory.area).in_force(today + 10 * DAY)}
    assert len(holders) == 1
    assert len(refusals(answers)) + TerritoryChange.objects.count() == 2
