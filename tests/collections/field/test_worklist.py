"""The worklist: who stands on it, who does not, in which order and why."""

from datetime import date, timedelta

import pytest

from arrears.actions.holds import set_hold
from arrears.models import CaseHolder, WriteOff
from kaderjkn.collections.field.worklist import contacts_this_week, visited_this_week, working_month, worklist
from kaderjkn.common.models import Period
from tests import factories
from tests.collections import builders

MONTH, TODAY = date(2026, 3, 1), date(2026, 3, 20)


def on_the_list(cadre, **options):
    return [item.case_id for item in worklist(cadre, month=MONTH, today=TODAY, **options)]


def make_case(cadre, **fields):
    return builders.make_case(cadre, month=MONTH, **fields)


def test_order_is_promise_due_broken_never_large_long_ago_ahead_contacted(cadre, branch):
    builders.cover_payments(branch, date(2026, 3, 18))
    cases = {
        name: make_case(cadre, target=100_000) for name in ("contacted", "ahead", "long", "never", "broken", "due")
    }
    cases["large"] = make_case(cadre, target=5_000_000)
    promises = {"due": TODAY, "broken": date(2026, 3, 18), "ahead": date(2026, 3, 21)}
    for name, day in promises.items():
        builders.make_contact(cases[name], cadre, date(2026, 3, 10), outcome="promised", promised_on=day)
    for name, day in {"long": 12, "large": 13, "contacted": 14}.items():
        builders.make_contact(cases[name], cadre, date(2026, 3, day))
    items = worklist(cadre, month=MONTH, today=TODAY)
    assert [item.reason for item in items] == [
        "promise_due", "promise_broken", "never_contacted", "large", "long_ago", "promise_ahead", "contacted",
    ]  # fmt: skip
    expected = ["due", "broken", "never", "large", "long", "ahead", "contacted"]
    assert [item.case_id for item in items] == [cases[name].pk for name in expected]


def test_never_contacted_ones_stand_by_amount(cadre):
    small, large = make_case(cadre, target=100_000), make_case(cadre, target=900_000)
    assert on_the_list(cadre) == [large.pk, small.pk]


def test_promise_is_broken_only_once_its_day_is_covered(cadre, branch):
    case = make_case(cadre)
    builders.make_contact(case, cadre, date(2026, 3, 16), outcome="promised", promised_on=date(2026, 3, 18))
    builders.cover_payments(branch, date(2026, 3, 17))
    assert worklist(cadre, month=MONTH, today=TODAY)[0].reason == "contacted"
    builders.cover_payments(branch, date(2026, 3, 18))
    assert worklist(cadre, month=MONTH, today=TODAY)[0].reason == "promise_broken"


def test_newer_promise_takes_the_place_of_an_older_one(cadre):
    case = make_case(cadre)
    builders.make_contact(case, cadre, date(2026, 3, 8), outcome="promised", promised_on=TODAY)
    builders.make_contact(case, cadre, date(2026, 3, 19), outcome="promised", promised_on=date(2026, 3, 25))
    assert worklist(cadre, month=MONTH, today=TODAY)[0].reason == "promise_ahead"


def test_household_on_hold_is_left_out_until_the_hold_is_lifted(cadre):
    case = make_case(cadre)
    hold = set_hold(household=case.household, reason="other", starts_on=TODAY, by=None)
    assert on_the_list(cadre) == []
    hold.lifted_on = TODAY
    hold.save()
    assert on_the_list(cadre) == [case.pk]


@pytest.mark.parametrize(("paid", "stays"), [(599_999, True), (600_000, False)])
def test_household_that_paid_its_target_leaves(cadre, paid, stays):
    case = make_case(cadre, target=600_000)
    builders.make_payment(case, MONTH, paid)
    assert (case.pk in on_the_list(cadre)) is stays


def test_what_was_paid_before_the_month_or_taken_back_does_not_count(cadre):
    case = make_case(cadre, target=600_000)
    builders.make_payment(case, date(2026, 2, 28), 600_000)
    payment = builders.make_payment(case, MONTH, 600_000)
    builders.make_payment(case, date(2026, 3, 2), 600_000, reverses=payment)
    assert on_the_list(cadre) == [case.pk]


def test_household_that_left_the_list_or_was_written_off_is_left_out(cadre, branch):
    make_case(cadre, left_list=True)
    written_off = make_case(cadre)
    WriteOff.objects.create(branch=branch, household=written_off.household, reason="kebijakan", on=MONTH)
    assert on_the_list(cadre) == []


def test_moved_case_stands_on_the_list_of_who_holds_it_today(cadre, branch):
    case, other = make_case(cadre), factories.CadreFactory(branch=branch)
    CaseHolder.objects.create(branch=branch, case=case, cadre=other, from_on=TODAY + timedelta(days=1))
    assert (on_the_list(cadre), on_the_list(other)) == ([case.pk], [])
    CaseHolder.objects.filter(cadre=other).update(from_on=TODAY)
    assert (on_the_list(cadre), on_the_list(other)) == ([], [case.pk])


def test_search_takes_part_of_a_name_or_the_last_digits(cadre):
    case, _other = make_case(cadre, name="Siti Aminah"), make_case(cadre, name="Budi")
    for search in ("aminah", case.head_card[-4:], case.key[-5:]):
        assert on_the_list(cadre, search=search) == [case.pk]
    assert on_the_list(cadre, search="100%") == []


def test_area_filter(cadre):
    case, _other = make_case(cadre), make_case(cadre)
    assert on_the_list(cadre, area=case.area_id) == [case.pk]


def test_week_counts_households_visited_since_monday(cadre):
    case = make_case(cadre)
    for day in (15, 16, 20):  # 16 March 2026 is a Monday
        builders.make_contact(case, cadre, date(2026, 3, day))
    builders.make_contact(make_case(cadre), cadre, TODAY, mode="phone")
    assert visited_this_week(cadre, TODAY) == 1


def test_contacts_within_seven_days_are_counted_for_the_limit(cadre):
    case = make_case(cadre)
    for day in (13, 14, 20):
        builders.make_contact(case, cadre, date(2026, 3, day))
    assert contacts_this_week(case.household, TODAY) == 2
    assert worklist(cadre, month=MONTH, today=TODAY)[0].this_week == 2


def test_working_month_is_the_newest_open_one_that_has_begun(branch):
    assert working_month(branch) is None
    this = builders.month_of(branch)
    Period.objects.create(branch=branch, month=date(2026, 1, 1))
    assert working_month(branch) == date(2026, 1, 1)
    Period.objects.create(branch=branch, month=this)
    Period.objects.create(branch=branch, month=date(this.year + 1, 1, 1))
    assert working_month(branch) == this
