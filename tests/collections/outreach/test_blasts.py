"""Preparing and confirming messages: who gets one, who does not and why, in numbers that are kept to."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from arrears.actions.holds import set_hold
from kaderjkn.collections.messages.actions import save_message
from kaderjkn.collections.models import Blast, BlastMessage, CallEntry, OptOut
from kaderjkn.collections.outreach.actions.blasts import (
    confirm_blast,
    pause_blast,
    prepare_blast,
    resume_blast,
    stop_blast,
)
from kaderjkn.collections.outreach.errors import BlastRefused, CountChanged
from kaderjkn.collections.outreach.jobs import audience
from tests import factories
from tests.collections.builders import make_case, make_contact, make_payment
from tests.collections.outreach.builders import make_call


def draft(branch, staff, kind="office_hi", **narrow):
    return prepare_blast(branch=branch, kind=kind, mode="sms", by=staff, **narrow)


def counts(branch, staff, **about):
    return audience.count(draft(branch, staff, **about))


def test_everybody_on_the_call_list_gets_the_greeting(branch, staff, entries):
    entries(3)
    assert counts(branch, staff) == {"": 3}


def test_reasons_for_leaving_out_are_counted_one_for_each_household(branch, staff, cadre, entries):
    held, paid, unfit, wrong, stopped, often, _gets = entries(7)
    entries(1, phone="+62215551234")
    set_hold(household=held.household, reason="other", starts_on=branch.today(), by=staff)
    make_payment(make_case(cadre), branch.today(), paid.amount, household=paid.household)
    CallEntry.objects.filter(pk=unfit.pk).update(state="no_number", phone="", next_call_on=None)
    CallEntry.objects.filter(pk=wrong.pk).update(state="wrong_number", wrong_phone=wrong.phone, next_call_on=None)
    OptOut.objects.create(branch=branch, phone=stopped.phone, source="office", received_at=f"{branch.today()}T00:00Z")
    for _each in range(3):
        make_call(often.household, branch.today())
    assert counts(branch, staff) == {
        "": 1, "on_hold": 1, "settled": 1, "no_number": 2, "wrong_number": 1, "opted_out": 1, "week_full": 1,
    }  # fmt: skip


def test_families_with_one_number_get_one_message(branch, staff, entries):
    entries(3, phone="+6281200001111")
    assert counts(branch, staff) == {"": 1, "same_number": 2}


def test_arrears_are_told_only_to_numbers_that_the_family_confirmed(branch, staff, cadre, entries):
    confirmed, _from_list = entries(2)
    case = make_case(cadre, household=confirmed.household, month=date(2026, 10, 1))
    make_contact(case, cadre, date(2026, 10, 5), confirmed_phone="+6281299998888")
    entries(0)
    assert counts(branch, staff, kind="office_due") == {"": 1, "unconfirmed": 1}


def test_contacts_of_cadres_fill_the_week_too(branch, staff, cadre, entry, policy):
    policy.contacts_per_week_max = 1
    policy.save()
    case = make_case(cadre, household=entry.household, month=date(2026, 10, 1))
    make_contact(case, cadre, branch.today())
    assert counts(branch, staff) == {"week_full": 1}


def test_blast_is_narrowed_by_area_and_months(branch, staff, policy, entries):
    policy.cadre_max_months = 10
    policy.save()
    district = factories.AreaFactory(branch=branch, level="kecamatan", code="31.72.03")
    village = factories.AreaFactory(branch=branch, parent=district)
    entries(2, area=village)
    entries(1, months=12)
    assert counts(branch, staff, area=district) == {"": 2}
    assert counts(branch, staff, area=village) == {"": 2}
    assert counts(branch, staff, least_months=11) == {"": 1}
    assert counts(branch, staff, most_months=11) == {"": 2}


def test_confirmed_blast_queues_one_message_for_each(branch, staff, blast):
    made = blast(3)
    assert (made.state, made.confirmed_by) == ("sending", staff)
    assert list(made.messages.values_list("state", flat=True)) == ["queued"] * 3


def test_other_number_than_the_page_had_said_is_refused_with_the_new_one(branch, staff, entries):
    entries(2)
    made = draft(branch, staff)
    with pytest.raises(CountChanged, match="dari 3 menjadi 2"):
        confirm_blast(blast=made, expected=3, by=staff)
    assert not BlastMessage.objects.exists()
    assert Blast.objects.get().state == "draft"


def test_confirmed_twice_sends_once(branch, staff, entries):
    entries(1)
    made = draft(branch, staff)
    confirm_blast(blast=made, expected=1, by=staff)
    with pytest.raises(BlastRefused, match="sudah berubah"):
        confirm_blast(blast=made, expected=1, by=staff)
    assert BlastMessage.objects.count() == 1


def test_blast_to_nobody_is_refused(branch, staff, entry):
    set_hold(household=entry.household, reason="other", starts_on=branch.today(), by=staff)
    with pytest.raises(BlastRefused, match="Tidak ada keluarga"):
        confirm_blast(blast=draft(branch, staff), expected=0, by=staff)


def test_without_a_gateway_nothing_is_confirmed(branch, staff, entry, settings):
    settings.OUTREACH_GATEWAY = ""
    with pytest.raises(BlastRefused, match="gerbang pesan"):
        confirm_blast(blast=draft(branch, staff), expected=1, by=staff)


@pytest.mark.parametrize(("kind", "mode"), [("greeting", "sms"), ("reminder", "whatsapp"), ("office_hi", "visit")])
def test_messages_of_cadres_and_other_ways_are_refused(branch, staff, entry, kind, mode):
    with pytest.raises(BlastRefused):
        prepare_blast(branch=branch, kind=kind, mode=mode, by=staff)


def test_words_are_those_of_the_day_on_which_it_was_prepared(branch, staff, entry):
    made = draft(branch, staff)
    save_message(branch=branch, kind="office_hi", text="Lain sekali. Balas STOP.", by=staff)
    made.refresh_from_db()
    assert "Lain sekali" not in made.text


def test_paused_resumed_and_stopped(blast, staff):
    made = blast(2)
    assert pause_blast(blast=made, by=staff).state == "paused"
    assert resume_blast(blast=made, by=staff).state == "sending"
    assert stop_blast(blast=made, by=staff).state == "stopped"
    assert set(made.messages.values_list("state", "left_out")) == {("left_out", "blast_stopped")}
    with pytest.raises(BlastRefused, match="sudah berubah"):
        resume_blast(blast=made, by=staff)


# What the database refuses by itself


def claim(message, **fields):
    values = {"state": "sending", "claimed_at": "2026-11-16T03:00Z", "claimed_on": date(2026, 11, 16)} | fields
    BlastMessage.objects.filter(pk=message.pk).update(**values)


def refuses(words):
    return pytest.raises(IntegrityError, match=words)


@pytest.fixture
def message(blast):
    return blast(1).messages.get()


def test_database_sends_nothing_to_a_household_on_hold(message, staff):
    set_hold(household=message.household, reason="data_request", starts_on=date(2026, 11, 16), by=staff)
    with refuses("on hold"), transaction.atomic():
        claim(message)


def test_database_sends_nothing_to_a_number_that_wants_none(message, branch):
    OptOut.objects.create(branch=branch, phone=message.phone, source="office", received_at="2026-11-16T00:00Z")
    with refuses("wants no messages"), transaction.atomic():
        claim(message)


def test_database_keeps_the_weeks_limit(message, branch):
    for _each in range(3):
        make_call(message.household, branch.today())
    with refuses("often enough"), transaction.atomic():
        claim(message)


def test_database_lets_the_limit_of_the_branchs_own_policy_count(message, branch, policy):
    policy.contacts_per_week_max = 4
    policy.save()
    for _each in range(3):
        make_call(message.household, branch.today())
    claim(message)


@pytest.mark.parametrize("state", ["sent", "delivered", "failed"])
def test_database_never_sends_a_message_again(message, state):
    claim(message)
    BlastMessage.objects.filter(pk=message.pk).update(state="sent")
    if state != "sent":
        BlastMessage.objects.filter(pk=message.pk).update(state=state)
    for again in ("queued", "sending"):
        with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
            BlastMessage.objects.filter(pk=message.pk).update(state=again)


def test_database_takes_no_message_that_begins_as_sent(message, entries):
    other = entries(1)[0]
    with refuses("begins in the queue"), transaction.atomic():
        BlastMessage.objects.create(
            branch=message.branch, blast=message.blast, household=other.household, phone=other.phone, state="sent",
            claimed_at="2026-11-16T03:00Z", claimed_on=date(2026, 11, 16),
        )  # fmt: skip


def test_database_takes_one_message_for_each_household_and_number(message, entries):
    other = entries(1)[0]
    same = {"branch": message.branch, "blast": message.blast}
    with refuses("once_per_household"), transaction.atomic():
        BlastMessage.objects.create(household=message.household, phone="+6281377776666", **same)
    with refuses("once_per_number"), transaction.atomic():
        BlastMessage.objects.create(household=other.household, phone=message.phone, **same)
