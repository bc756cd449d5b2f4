"""Several officers at the list in the same moment, each over a connection of their own."""

from uuid import uuid4

import pytest

from kaderjkn.collections.models import CallEntry, OfficeContact
from kaderjkn.collections.outreach.actions.calls import record_call, take_next
from kaderjkn.collections.outreach.actions.sharing import share_calls
from kaderjkn.collections.outreach.jobs.call_list import fill
from tests.at_once import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def taking(officer):
    return lambda: take_next(by=officer)


def test_two_officers_at_once_get_two_households(entries, staff, other_officer):
    entries(2)
    answers = at_once(taking(staff), taking(other_officer))
    assert len({entry.pk for entry in answers}) == 2


def test_one_household_goes_to_one_of_two_officers(entry, staff, other_officer):
    for _try in range(5):
        answers = at_once(taking(staff), taking(other_officer))
        assert sorted(answer is None for answer in answers) == [False, True]
        CallEntry.objects.update(leased_by=None, leased_until=None)


def test_two_clicks_of_one_officer_give_one_household(entries, staff):
    entries(3)
    answers = at_once(*[taking(staff)] * 3)
    assert len({entry.pk for entry in answers}) == 1


def test_result_sent_twice_at_once_is_one_call(entry, staff):
    take_next(by=staff)
    uuid = uuid4()
    answers = at_once(*[lambda: record_call(entry=entry, by=staff, uuid=uuid, result="no_answer")] * 2)
    assert refusals(answers) == []
    assert OfficeContact.objects.count() == 1
    assert CallEntry.objects.get().tries == 1


def test_filling_while_an_officer_takes_loses_nothing(entries, staff, branch):
    entries(5)
    at_once(taking(staff), lambda: fill(branch), lambda: fill(branch))
    assert CallEntry.objects.filter(leased_by=staff).count() == 1
    assert CallEntry.objects.count() == 5


def test_dealing_passes_over_who_is_being_called(entries, staff, other_officer, branch, supervisor):
    entries(3)
    mine = take_next(by=staff)
    assert share_calls(branch=branch, source=None, officers=[other_officer], by=supervisor) == 2
    mine.refresh_from_db()
    assert mine.officer is None
