"""The number that a household has confirmed: the newest one told at a visit, asked for many at once."""

from datetime import date

import pytest

from kaderjkn.collections.field.phones import confirmed_phones
from tests import factories
from tests.collections.builders import make_case, make_contact

OLD, NEW = "+6281234567890", "+6281311112222"
MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 5)


@pytest.fixture
def case(cadre):
    return make_case(cadre)


def phones(*cases):
    return confirmed_phones(cases[0].branch_id, [case.household_id for case in cases])


def test_newest_number_told_at_a_visit_counts(cadre, case):
    make_contact(case, cadre, APRIL, new_phone=NEW)
    make_contact(case, cadre, MARCH, confirmed_phone=OLD)
    make_contact(case, cadre, date(2026, 5, 5))
    assert phones(case) == {case.household_id: NEW}


def test_confirmed_number_stands_before_a_new_one_of_the_same_visit(cadre, case):
    make_contact(case, cadre, MARCH, confirmed_phone=OLD, new_phone=NEW)
    assert phones(case) == {case.household_id: OLD}


def test_new_number_told_on_the_phone_is_not_confirmed(cadre, case):
    make_contact(case, cadre, MARCH, mode="phone", new_phone=NEW)
    assert phones(case) == {}


def test_numbers_of_many_households_are_one_query_and_those_of_other_branches_are_left_out(
    cadre, other_branch, django_assert_num_queries
):
    other = factories.CadreFactory(branch=other_branch)
    cases = [make_case(cadre) for _turn in range(3)]
    foreign = make_case(other)
    for case in (*cases, foreign):
        make_contact(case, case.holders.get().cadre, MARCH, confirmed_phone=OLD)
    with django_assert_num_queries(1):
        found = phones(*cases, foreign)
    assert found == dict.fromkeys((case.household_id for case in cases), OLD)
