"""Taking a household, and noting what came of the call."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from arrears.actions.holds import set_hold
from arrears.models import Hold
from kaderjkn.collections.field.promises import with_promise_state
from kaderjkn.collections.models import CallEntry, Contact, OfficeContact
from kaderjkn.collections.outreach.actions.calls import open_number, record_call, release, take_next, take_this
from kaderjkn.collections.outreach.errors import CallRefused, QuietHours
from kaderjkn.common.models import AccessLog
from tests.collections.builders import make_case, make_contact, make_payment, month_of
from tests.collections.outreach.builders import make_call
from tests.collections.outreach.worlds import TODAY

DAY = timedelta(days=1)


def note(entry, by, result="reached", **facts):
    return record_call(entry=entry, by=by, uuid=uuid4(), result=result, **facts)[0]


def after(entry):
    entry.refresh_from_db()
    return entry.state, entry.next_call_on


# Taking


def test_own_queue_comes_before_nobodys(entries, staff):
    _anybodys, own = entries(2)
    CallEntry.objects.filter(pk=own.pk).update(officer=staff)
    assert take_next(by=staff) == own


def test_queue_of_somebody_else_is_left_alone(entry, staff, other_officer):
    CallEntry.objects.update(officer=other_officer)
    assert take_next(by=staff) is None


def test_household_in_hand_is_given_again_until_it_is_noted(entries, staff):
    first, second = entries(2)
    assert (take_next(by=staff), take_next(by=staff)) == (first, first)
    note(first, staff)
    assert take_next(by=staff) == second


def test_others_do_not_get_it_for_half_an_hour(entry, staff, other_officer, clock):
    take_next(by=staff)
    clock(minute=29)
    assert take_next(by=other_officer) is None
    clock(minute=30)
    assert take_next(by=other_officer) == entry


def test_given_back_it_is_anybodys(entry, staff, other_officer):
    take_next(by=staff)
    assert release(entry=entry, by=staff)
    assert take_next(by=other_officer) == entry


def test_nobody_gives_back_what_another_has(entry, staff, other_officer):
    take_next(by=staff)
    assert not release(entry=entry, by=other_officer)
    assert take_next(by=other_officer) is None


def test_day_of_the_next_call_is_waited_for(entry, staff, branch):
    CallEntry.objects.update(next_call_on=branch.today() + DAY)
    assert take_next(by=staff) is None


def test_hold_set_meanwhile_takes_the_household_out(entry, staff, branch):
    set_hold(household=entry.household, reason="other", starts_on=branch.today(), by=staff)
    assert take_next(by=staff) is None
    with pytest.raises(CallRefused, match="ditahan"):
        take_this(entry=entry, by=staff)


def test_household_that_has_paid_meanwhile_is_not_called(entry, staff, cadre, branch):
    make_payment(make_case(cadre), branch.today(), entry.amount, household=entry.household)
    assert take_next(by=staff) is None


def test_contacts_of_cadres_and_office_count_together_in_the_week(entry, staff, cadre, branch):
    case = make_case(cadre, month=month_of(branch))
    today = branch.today()
    contact = make_contact(case, cadre, today - 6 * DAY)
    Contact.objects.filter(pk=contact.pk).update(household=entry.household)
    make_call(entry.household, today - 2 * DAY)
    assert take_next(by=staff) == entry
    release(entry=entry, by=staff)
    make_call(entry.household, today)
    assert take_next(by=staff) is None


def test_contact_of_a_week_ago_counts_no_more(entry, staff, branch):
    for _each in range(3):
        make_call(entry.household, branch.today() - 7 * DAY)
    assert take_next(by=staff) == entry


@pytest.mark.parametrize(
    ("time", "is_quiet"),
    [((6, 59), True), ((7, 0), False), ((19, 59), False), ((20, 0), True), ((23, 30), True)],
)
def test_nobody_is_called_in_quiet_hours(entry, staff, clock, time, is_quiet):
    clock(hour=time[0], minute=time[1])
    if is_quiet:
        with pytest.raises(QuietHours, match=r"20\.00–07\.00"):
            take_next(by=staff)
    else:
        assert take_next(by=staff) == entry


def test_quiet_hours_are_those_of_the_branchs_own_clock(entry, staff, branch, clock):
    branch.time_zone = "Asia/Jayapura"
    branch.save()
    clock(hour=18, minute=30)  # 20.30 in Jayapura
    with pytest.raises(QuietHours):
        take_next(by=staff)


def test_one_certain_household_is_taken_unless_another_is_in_hand(entries, staff, other_officer):
    first, second = entries(2)
    take_this(entry=second, by=staff)
    with pytest.raises(CallRefused, match="masih memegang keluarga lain"):
        take_this(entry=first, by=staff)
    with pytest.raises(CallRefused, match="sedang ditelepon"):
        take_this(entry=second, by=other_officer)


def test_database_gives_an_officer_one_household_only(entries, staff, clock):
    first, second = entries(2)
    take_this(entry=first, by=staff)
    with pytest.raises(IntegrityError, match="call_entry_one_lease_per_officer"), transaction.atomic():
        CallEntry.objects.filter(pk=second.pk).update(leased_by=staff, leased_until=clock())


# The number


def test_opening_the_number_is_logged(entry, staff):
    take_next(by=staff)
    open_number(entry=entry, by=staff)
    log = AccessLog.objects.get()
    assert (log.by, log.act, log.subject_kind, log.subject_id) == (staff, "show", "household", entry.household_id)


def test_number_is_opened_only_by_whoever_has_the_household(entry, staff, other_officer):
    take_next(by=staff)
    with pytest.raises(CallRefused, match="Ambil dulu"):
        open_number(entry=entry, by=other_officer)
    assert not AccessLog.objects.exists()


def test_hold_set_after_the_taking_keeps_the_number_closed(entry, staff, branch):
    take_next(by=staff)
    set_hold(household=entry.household, reason="data_request", starts_on=branch.today(), by=staff)
    with pytest.raises(CallRefused, match="ditahan"):
        open_number(entry=entry, by=staff)


# The result


@pytest.mark.parametrize(
    ("result", "facts", "then"),
    [
        ("reached", {}, ("done", None)),
        ("refused", {}, ("done", None)),
        ("no_answer", {}, ("waiting", 1)),
        ("call_back", {"next_call_on": 3}, ("waiting", 3)),
        ("unable_to_pay", {"next_call_on": 14}, ("waiting", 14)),
        ("promised", {"promised_on": 5}, ("waiting", 6)),
        ("promised", {"promised_on": 5, "next_call_on": 2}, ("waiting", 2)),
        ("wrong_number", {}, ("wrong_number", None)),
    ],
)
def test_result_says_when_the_household_is_called_again(entry, staff, result, facts, then):
    take_next(by=staff)
    note(entry, staff, result, **{name: TODAY + value * DAY for name, value in facts.items()})
    state, days = then
    assert after(entry) == (state, days and TODAY + days * DAY)
    assert (entry.tries, entry.leased_by) == (1, None)


@pytest.mark.parametrize("result", ["do_not_contact", "deceased"])
def test_who_must_not_be_called_is_put_on_hold(entry, staff, result):
    take_next(by=staff)
    note(entry, staff, result)
    hold = Hold.objects.get()
    assert (hold.household, hold.reason, hold.set_by) == (entry.household, result, staff)


def test_same_form_sent_twice_is_one_call(entry, staff):
    uuid = uuid4()
    take_next(by=staff)
    first, is_new = record_call(entry=entry, by=staff, uuid=uuid, result="no_answer")
    again, is_new_again = record_call(entry=entry, by=staff, uuid=uuid, result="no_answer")
    assert (first, is_new, again, is_new_again) == (again, True, first, False)
    entry.refresh_from_db()
    assert entry.tries == 1


def test_form_of_one_household_is_not_taken_for_another(entries, staff):
    first, second = entries(2)
    call = note(first, staff)
    with pytest.raises(CallRefused, match="keluarga lain"):
        record_call(entry=second, by=staff, uuid=call.uuid, result="reached")


def test_call_that_took_longer_than_the_half_hour_is_still_noted(entry, staff, clock):
    take_next(by=staff)
    clock(hour=11)
    note(entry, staff)
    assert OfficeContact.objects.get().recorded_by == staff


def test_call_is_refused_while_another_officer_has_the_household(entry, staff, other_officer, clock):
    take_next(by=staff)
    clock(hour=11)
    take_next(by=other_officer)
    with pytest.raises(CallRefused, match="sedang ditelepon Rina"):
        note(entry, staff)
    assert not OfficeContact.objects.exists()


@pytest.mark.parametrize(
    ("result", "facts", "words"),
    [
        ("promised", {}, "tanggal janji"),
        ("reached", {"promised_on": 1}, "Janji hanya untuk hasil"),
        ("promised", {"promised_on": -1}, "hari ini sampai 90 hari"),
        ("call_back", {}, "minta ditelepon lagi"),
        ("deceased", {"next_call_on": 1}, "tidak ditelepon lagi"),
        ("reached", {"next_call_on": -1}, "hari ini sampai 90 hari"),
        ("lain", {}, "dari daftar"),
    ],
)
def test_parts_that_do_not_fit_are_refused_and_nothing_is_stored(entry, staff, result, facts, words):
    take_next(by=staff)
    facts = {name: TODAY + value * DAY for name, value in facts.items()}
    with pytest.raises(CallRefused, match=words):
        note(entry, staff, result, **facts)
    assert not OfficeContact.objects.exists()
    assert CallEntry.objects.get().leased_by == staff


def test_promise_is_judged_by_payments_like_those_to_cadres(entry, staff, branch):
    take_next(by=staff)
    note(entry, staff, "promised", promised_on=branch.today(), promised_amount=50_000)
    states = with_promise_state(OfficeContact.objects.all(), branch.today()).values_list("promise_state", flat=True)
    assert list(states) == ["broken"]


def test_call_is_no_contact_of_a_cadre(entry, staff):
    take_next(by=staff)
    note(entry, staff)
    assert not Contact.objects.exists()
