"""Dealing the call list out, and the progress that the pages show."""

from datetime import timedelta

import pytest

from kaderjkn.collections.models import CallEntry
from kaderjkn.collections.outreach.actions.sharing import share_calls
from kaderjkn.collections.outreach.errors import CallRefused
from kaderjkn.collections.outreach.progress import calls_by_day, queues
from tests import factories
from tests.collections.outreach.builders import make_call


def held_by(officer):
    return CallEntry.objects.filter(officer=officer).count()


def test_nobodys_households_are_dealt_evenly(entries, branch, staff, other_officer, supervisor):
    entries(5)
    assert share_calls(branch=branch, source=None, officers=[staff, other_officer], by=supervisor) == 5
    assert sorted([held_by(staff), held_by(other_officer)]) == [2, 3]


def test_only_so_many_change_hands(entries, branch, staff, other_officer, supervisor):
    entries(5)
    share_calls(branch=branch, source=None, officers=[staff], by=supervisor)
    assert share_calls(branch=branch, source=staff, officers=[other_officer], count=2, by=supervisor) == 2
    assert (held_by(staff), held_by(other_officer)) == (3, 2)


def test_queue_of_an_officer_who_left_goes_back_to_nobody(entries, branch, staff, supervisor):
    entries(2)
    share_calls(branch=branch, source=None, officers=[staff], by=supervisor)
    staff.is_active = False
    staff.save()
    assert share_calls(branch=branch, source=staff, officers=[], by=supervisor) == 2
    assert held_by(None) == 2


def test_finished_households_stay_where_they_are(entry, branch, staff, supervisor):
    CallEntry.objects.update(state="done", next_call_on=None)
    with pytest.raises(CallRefused, match="Tidak ada keluarga yang menunggu"):
        share_calls(branch=branch, source=None, officers=[staff], by=supervisor)


def test_only_the_own_office_takes_calls(entry, branch, other_branch, cadre, supervisor):
    stranger = factories.UserFactory(role="staff", branch=other_branch)
    for who in (stranger, cadre.user):
        with pytest.raises(CallRefused, match="petugas cabang ini"):
            share_calls(branch=branch, source=None, officers=[who], by=supervisor)


def test_same_queue_on_both_sides_is_refused(entry, branch, staff, supervisor):
    with pytest.raises(CallRefused, match="sama"):
        share_calls(branch=branch, source=staff, officers=[staff], by=supervisor)


def test_progress_counts_calls_per_officer_and_day(entry, branch, staff, other_officer):
    today, household = branch.today(), entry.household
    make_call(household, today, by=staff)
    make_call(household, today, by=staff, result="promised", promised_on=today, promised_amount=70_000)
    make_call(household, today - timedelta(days=1), by=other_officer, result="do_not_contact")
    first, second = calls_by_day(branch, today - timedelta(days=6), today)
    counted = ("calls", "households", "reached", "promised", "amount", "refused")
    assert [first[name] for name in counted] == [2, 1, 1, 1, 70_000, 0]
    assert (second["recorded_by"], second["refused"]) == (other_officer.pk, 1)


def test_queues_say_what_waits(entries, branch, staff):
    first, second = entries(2)
    CallEntry.objects.filter(pk=first.pk).update(officer=staff)
    CallEntry.objects.filter(pk=second.pk).update(next_call_on=branch.today() + timedelta(days=2))
    mine, nobodys = queues(branch)
    assert (mine["officer"], mine["due"], nobodys["officer"], nobodys["later"]) == (staff, 1, None, 1)
