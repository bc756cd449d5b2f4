"""All agreements are renewed or none, once however often it is asked, and taken back as one act."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.types.range import DateRange

from cadres.actions import end_partnership
from cadres.errors import CannotRenew, CannotTakeBack
from cadres.models import Agreement, Renewal, Territory
from cadres.renewals import reasons_against, take_back
from tests.cadres.builders import ending_in, make_renewal, territory_with
from tests.factories import AgreementFactory, BranchFactory, UserFactory


def test_renewal_makes_agreements_and_prolongs_territories(branch, staff):
    old, other = ending_in(branch, 20), ending_in(branch, 3)
    territory = territory_with(old)
    renewal = make_renewal(old, other, by=staff)
    assert renewal.agreements.count() == 2
    new = Agreement.objects.get(cadre=old.cadre, valid__startswith=old.valid.upper)
    territory.refresh_from_db()
    assert territory.valid == DateRange(old.valid.lower, new.valid.upper)
    assert not Agreement.objects.filter(cadre__branch=branch).ending_soon(branch.today()).exists()


def test_one_refusal_keeps_all_back(branch, staff):
    fine, taken = ending_in(branch, 20), ending_in(branch, 20, code="K7")
    before = DateRange(fine.valid.lower - timedelta(days=9), fine.valid.lower)
    AgreementFactory(cadre=fine.cadre, number="K7", valid=before)
    with pytest.raises(CannotRenew, match="1 kader"):
        make_renewal(fine, taken, by=staff, pattern="{kode}")
    assert (Renewal.objects.count(), Agreement.objects.count()) == (0, 3)


def test_nobody_chosen_is_refused(branch, staff):
    old = ending_in(branch, 20)
    old.pk = 0
    with pytest.raises(CannotRenew, match="Belum ada"):
        make_renewal(old, by=staff)


def test_agreement_of_another_branch_is_left_out(branch, other_branch, staff):
    mine, foreign = ending_in(branch, 20), ending_in(other_branch, 20)
    assert make_renewal(mine, foreign, by=staff).agreements.get().cadre == mine.cadre


def test_same_form_twice_is_one_renewal(branch, staff):
    old, key = ending_in(branch, 20), uuid4()
    first = make_renewal(old, by=staff, form_key=key)
    assert make_renewal(old, by=staff, form_key=key) == first
    assert (Renewal.objects.count(), old.cadre.agreements.count()) == (1, 2)


def test_another_form_for_the_same_cadre_is_refused(branch, staff):
    old = ending_in(branch, 20)
    make_renewal(old, by=staff)
    with pytest.raises(CannotRenew):
        make_renewal(old, by=staff)
    assert old.cadre.agreements.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_same_form", [True, False])
def test_two_at_once_make_one_renewal(is_same_form):
    branch = BranchFactory(code="0905")
    staff, old, key = UserFactory(branch=branch), ending_in(branch, 20), uuid4()
    keys = [key, key if is_same_form else uuid4()]

    def press(form_key):
        try:
            return make_renewal(old, by=staff, form_key=form_key).pk
        except CannotRenew:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, keys))
    renewal = Renewal.objects.get()
    assert old.cadre.agreements.count() == 2
    assert sorted(answers, key=str) == ([renewal.pk] * 2 if is_same_form else [renewal.pk, None])


def test_renewal_that_was_undone_by_somebody_has_a_time(branch, staff):
    renewal = make_renewal(ending_in(branch, 20), by=staff)
    with pytest.raises(IntegrityError, match="renewal_undone_by_has_time"), transaction.atomic():
        Renewal.objects.filter(pk=renewal.pk).update(undone_by=staff)


# Taking back


def test_take_back_restores_what_was(branch, staff):
    old = ending_in(branch, 20)
    territory = territory_with(old)
    renewal = make_renewal(old, by=staff)
    take_back(renewal=renewal, by=staff)
    territory.refresh_from_db()
    renewal.refresh_from_db()
    assert list(old.cadre.agreements.all()) == [old]
    assert territory.valid == old.valid
    assert (renewal.undone_by, renewal.agreements.get().agreement) == (staff, None)


def test_take_back_twice_is_refused(branch, staff):
    renewal = make_renewal(ending_in(branch, 20), by=staff)
    take_back(renewal=renewal, by=staff)
    with pytest.raises(CannotTakeBack, match="sudah dibatalkan"):
        take_back(renewal=renewal, by=staff)


def test_renewal_can_be_made_again_after_it_was_taken_back(branch, staff):
    old = ending_in(branch, 20)
    take_back(renewal=make_renewal(old, by=staff), by=staff)
    make_renewal(old, by=staff)
    assert old.cadre.agreements.count() == 2


def end_new_agreement(old, renewal, staff):
    end_partnership(cadre=old.cadre, on=old.valid.upper + timedelta(days=30), by=staff)


def never_let_it_begin(old, renewal, staff):
    end_partnership(cadre=old.cadre, on=old.valid.upper, by=staff)


def renew_again(old, renewal, staff):
    make_renewal(renewal.agreements.get().agreement, by=staff)


def shorten_territory(old, renewal, staff):
    Territory.objects.filter(cadre=old.cadre).update(valid=DateRange(old.valid.lower, old.valid.upper))


@pytest.mark.parametrize("change", [end_new_agreement, never_let_it_begin, renew_again, shorten_territory])
def test_take_back_is_refused_once_something_changed(branch, staff, change):
    old = ending_in(branch, 20)
    territory_with(old)
    renewal = make_renewal(old, by=staff)
    assert reasons_against(renewal) == []
    change(old, renewal, staff)
    with pytest.raises(CannotTakeBack, match="sudah diubah"):
        take_back(renewal=renewal, by=staff)
