"""Who is on the branch's call list: outside the cadre band and inside the one for calls (RULES 2)."""

from datetime import date, timedelta

import pytest

from arrears.models import WriteOff
from kaderjkn.collections.models import CallEntry
from kaderjkn.collections.outreach.jobs.call_list import fill
from tests.collections.builders import make_case, make_contact, make_list
from tests.collections.outreach.builders import make_listed


def states(branch):
    return dict(CallEntry.objects.filter(branch=branch).values_list("household", "state"))


@pytest.mark.parametrize(("months", "is_called"), [(2, False), (3, True), (4, False), (12, False)])
def test_band_of_the_shipped_settings(branch, months, is_called):
    make_listed(branch, months=months)
    assert bool(fill(branch)) is is_called


@pytest.mark.parametrize(
    ("months", "is_called"), [(1, False), (2, True), (11, True), (12, False), (23, False), (24, False)]
)
def test_a_band_of_cadres_inside_the_one_for_calls_is_cut_out(branch, policy, months, is_called):
    """Surakarta 2022: cadres 12 to 24 months, calls 2 to 23."""
    policy.cadre_min_months, policy.cadre_max_months = 12, 24
    policy.telecollect_min_months, policy.telecollect_max_months = 2, 23
    policy.save()
    make_listed(branch, months=months)
    assert bool(fill(branch)) is is_called


def test_what_lies_above_the_cadre_band_is_called(branch, policy):
    policy.cadre_max_months = 10
    policy.save()
    make_listed(branch, months=11)
    assert fill(branch) == {"waiting": 1}


def test_case_of_a_cadre_is_never_called(branch, cadre):
    """An update of the list may have lowered its months: the case stays the cadre's (RULES 3.3)."""
    case = make_case(cadre, months=3)
    assert fill(branch) == {}
    assert not CallEntry.objects.filter(household=case.household).exists()


def test_written_off_household_is_not_called(branch):
    household = make_listed(branch)
    WriteOff.objects.create(branch=branch, household=household, reason="kebijakan", on=branch.today())
    assert fill(branch) == {}


def test_without_a_list_there_is_nobody_to_call(branch):
    assert fill(branch) == {}


def test_second_fill_changes_nothing(branch, staff, entries):
    entry = entries()[0]
    entry.state, entry.next_call_on, entry.officer, entry.tries = "done", None, staff, 2
    entry.save()
    before = list(CallEntry.objects.values())
    assert fill(branch) == {"done": 1}
    assert list(CallEntry.objects.values()) == before


def test_number_that_cannot_be_called_is_said_to_be_missing(branch):
    make_listed(branch, phone="")
    make_listed(branch, phone="tidak punya")
    assert fill(branch) == {"no_number": 2}


@pytest.mark.parametrize(
    "written", ["081234567890", "0812-3456-7890", "62812 3456 7890", "+6281234567890", "081234567890 / 082111112222"]
)
def test_number_is_read_in_any_spelling(branch, written):
    household = make_listed(branch, phone=written)
    fill(branch)
    assert household.call_entries.get().phone == "+6281234567890"


def test_number_confirmed_at_a_visit_takes_the_place_of_the_lists(branch, cadre, entry):
    case = make_case(cadre, household=entry.household, month=date(2026, 10, 1))
    make_contact(case, cadre, date(2026, 10, 5), confirmed_phone="+6281299998888")
    fill(branch)
    entry.refresh_from_db()
    assert (entry.phone, entry.has_confirmed_phone) == ("+6281299998888", True)


def test_wrong_number_waits_for_another_one(branch, entry):
    entry.state, entry.next_call_on, entry.wrong_phone = "wrong_number", None, entry.phone
    entry.save()
    assert fill(branch) == {"wrong_number": 1}
    entry.household.listings.update(phone="+6281311112222")
    assert fill(branch) == {"waiting": 1}


def test_household_that_has_left_the_list_leaves_the_calls(branch, entry):
    make_listed(branch)
    entry.household.listings.all().delete()
    assert fill(branch) == {"waiting": 1}
    assert states(branch)[entry.household_id] == "left"


def test_next_month_begins_anew_but_keeps_the_promised_day_and_the_officer(branch, staff, entries, clock):
    promised, finished = entries(2)
    CallEntry.objects.filter(pk=promised.pk).update(next_call_on=date(2026, 12, 5), tries=2, officer=staff)
    CallEntry.objects.filter(pk=finished.pk).update(state="done", next_call_on=None, tries=1)
    clock(date(2026, 12, 1))
    make_list(branch, date(2026, 12, 1))
    for entry in (promised, finished):
        make_listed(branch, household=entry.household, months=3)
    assert fill(branch) == {"waiting": 2}
    promised.refresh_from_db()
    finished.refresh_from_db()
    assert (promised.next_call_on, promised.tries, promised.officer) == (date(2026, 12, 5), 0, staff)
    assert finished.next_call_on == branch.today()


def test_fill_leaves_alone_who_is_overdue(branch, entry):
    overdue = branch.today() - timedelta(days=3)
    CallEntry.objects.update(next_call_on=overdue)
    fill(branch)
    entry.refresh_from_db()
    assert entry.next_call_on == overdue


def test_list_of_another_branch_is_not_touched(branch, other_branch, entry):
    make_listed(other_branch)
    fill(other_branch)
    assert CallEntry.objects.filter(branch=branch, state="waiting").count() == 1
