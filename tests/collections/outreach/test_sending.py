"""Sending in portions: limits, quiet hours, what changes meanwhile, and messages that are never sent twice."""

from datetime import date, timedelta

import pytest

from arrears.actions.holds import set_hold
from arrears.models import Hold, ListedHousehold
from kaderjkn.collections.field.actions import record_contact
from kaderjkn.collections.models import Blast, BlastMessage, CallEntry, Contact, OfficeContact
from kaderjkn.collections.outreach.actions.blasts import decide_unsure, pause_blast, stop_blast
from kaderjkn.collections.outreach.actions.replies import note_reply
from kaderjkn.collections.outreach.errors import BlastRefused
from kaderjkn.collections.outreach.gateways import GatewayBusy, GatewayRefused
from kaderjkn.collections.outreach.sending import branches_to_send, send_portion
from tests.collections.builders import at, make_case, make_contact
from tests.collections.outreach.builders import make_call
from tests.collections.outreach.gateways import Remembering, raising
from tests.collections.outreach.worlds import TODAY


def states(blast):
    return list(blast.messages.order_by("pk").values_list("state", flat=True))


def after(blast):
    blast.refresh_from_db()
    return blast.state


def test_every_household_gets_the_words_with_its_own_facts(branch, blast, way):
    made = blast(2)
    portion = send_portion(branch, way)
    assert (portion.sent, after(made), states(made)) == (2, "done", ["sent", "sent"])
    names = list(ListedHousehold.objects.order_by("household").values_list("head_name", flat=True))
    for message, name in zip(way.sent, names, strict=True):
        assert f"Bapak/Ibu {name}." in message.text
        assert "Kantor Cabang Jakarta Utara" in message.text
        assert "{" not in message.text
    assert [message.gateway_id for message in made.messages.order_by("pk")] == ["G1", "G2"]


def test_greeting_says_nothing_of_the_arrears(branch, blast, way):
    blast(1)
    send_portion(branch, way)
    assert "105.000" not in way.sent[0].text
    assert "Rp" not in way.sent[0].text


def test_reminder_names_the_amount_to_a_confirmed_number(branch, blast, way, cadre, entries):
    [entry] = entries(1)
    case = make_case(cadre, household=entry.household, month=date(2026, 10, 1))
    make_contact(case, cadre, date(2026, 10, 5), confirmed_phone="+6281299998888")
    blast(0, kind="office_due")
    send_portion(branch, way)
    assert way.phones == ["+6281299998888"]
    assert "3 bulan, sejumlah Rp 105.000" in way.sent[0].text


def test_second_run_sends_nothing_more(branch, blast, way):
    blast(2)
    send_portion(branch, way)
    send_portion(branch, way)
    assert len(way.sent) == 2


def test_message_counts_in_the_week_of_the_household_and_is_no_contact_of_a_cadre(branch, blast, way, staff):
    made = blast(1)
    send_portion(branch, way)
    contact = OfficeContact.objects.get()
    assert (contact.mode, contact.made_on, contact.message, contact.recorded_by) == (
        "whatsapp", TODAY, made.messages.get(), staff,
    )  # fmt: skip
    assert not Contact.objects.exists()


def test_blasts_on_three_days_fill_the_week(branch, blast, way, entry, clock):
    for day in range(4):
        clock(TODAY + timedelta(days=day))
        try:
            blast(0)
        except KeyError:  # nobody is left to get it
            break
        send_portion(branch, way)
    assert len(way.sent) == 3


# Limits and hours


def test_so_many_a_minute_and_the_rest_with_the_next(branch, blast, way, settings, clock):
    settings.OUTREACH_PER_MINUTE = 2
    made = blast(5)
    assert "per menit" in send_portion(branch, way).ended_by
    assert (len(way.sent), after(made)) == (2, "sending")
    assert made.trouble == "Batas kirim per menit tercapai: dilanjutkan menit berikutnya."
    clock(minute=0, second=59)
    send_portion(branch, way)
    assert len(way.sent) == 2
    clock(minute=1)
    send_portion(branch, way)
    assert len(way.sent) == 4


def test_so_many_a_day_and_the_rest_tomorrow(branch, blast, way, settings, clock):
    settings.OUTREACH_PER_DAY = 2
    made = blast(3)
    assert send_portion(branch, way).ended_by == "Batas kirim hari ini tercapai: dilanjutkan 17 November 2026."
    clock(hour=15)
    send_portion(branch, way)
    assert len(way.sent) == 2
    clock(TODAY + timedelta(days=1), hour=7)
    send_portion(branch, way)
    assert (len(way.sent), after(made)) == (3, "done")


def test_quiet_hours_stop_the_sending_and_the_morning_goes_on(branch, blast, way, clock):
    made = blast(2)
    clock(hour=20)
    assert send_portion(branch, way).ended_by == "Jam tenang: dilanjutkan pukul 07.00."
    assert (way.sent, after(made)) == ([], "sending")
    clock(TODAY + timedelta(days=1), hour=7)
    send_portion(branch, way)
    assert len(way.sent) == 2


def test_quiet_hours_that_begin_during_a_portion_stop_it(branch, blast, way, clock):
    blast(2)
    clock(hour=19, minute=59, second=59)
    way.dies = lambda _message: clock(hour=20)
    send_portion(branch, way)
    assert len(way.sent) == 1


def test_paused_blast_rests(branch, blast, way, staff):
    made = blast(2)
    pause_blast(blast=made, by=staff)
    send_portion(branch, way)
    assert (way.sent, branches_to_send()) == ([], [])


def test_stopped_during_a_portion_nothing_more_goes_out(branch, blast, way, staff):
    made = blast(3)
    way.dies = lambda _message: stop_blast(blast=made, by=staff)
    send_portion(branch, way)
    assert states(made) == ["sent", "left_out", "left_out"]


# What changes between queueing and sending


def left_out(made):
    return made.messages.get().left_out


def test_hold_set_meanwhile(branch, blast, way, staff):
    made = blast(1)
    set_hold(household=made.messages.get().household, reason="do_not_contact", starts_on=TODAY, by=staff)
    send_portion(branch, way)
    assert (way.sent, left_out(made), after(made)) == ([], "on_hold", "done")
    assert not OfficeContact.objects.exists()


def test_hold_lifted_meanwhile_is_no_obstacle(branch, blast, way, staff):
    made = blast(1)
    hold = set_hold(household=made.messages.get().household, reason="other", starts_on=TODAY, by=staff)
    Hold.objects.filter(pk=hold.pk).update(lifted_on=TODAY)
    send_portion(branch, way)
    assert len(way.sent) == 1


def test_stop_noted_meanwhile(branch, blast, way, staff):
    made = blast(1)
    note_reply(branch=branch, phone=made.messages.get().phone, by=staff)
    send_portion(branch, way)
    assert (way.sent, left_out(made)) == ([], "opted_out")


def test_week_filled_meanwhile_by_cadre_and_office(branch, blast, way, cadre):
    made = blast(1)
    household = made.messages.get().household
    case = make_case(cadre, household=household, month=date(2026, 10, 1))
    for number in range(2):
        record_contact(
            cadre=cadre, household=case.household, uuid=f"00000000-0000-0000-0000-00000000000{number}", mode="phone",
            made_at=at(TODAY, 8), outcome="not_home", by=cadre.user,
        )  # fmt: skip
    make_call(household, TODAY)
    send_portion(branch, way)
    assert (way.sent, left_out(made)) == ([], "week_full")


def test_number_found_wrong_meanwhile(branch, blast, way):
    made = blast(1)
    CallEntry.objects.update(state="wrong_number", next_call_on=None)
    send_portion(branch, way)
    assert (way.sent, left_out(made)) == ([], "wrong_number")


def test_household_that_left_the_list_meanwhile(branch, blast, way):
    made = blast(1)
    CallEntry.objects.update(state="left", next_call_on=None)
    send_portion(branch, way)
    assert (way.sent, left_out(made)) == ([], "left_list")


# What the gateway answers


def test_refused_message_has_failed_and_counts_in_no_week(branch, blast):
    made = blast(2)
    send_portion(branch, Remembering(fails=raising(GatewayRefused("nomor tidak ada di WhatsApp"))))
    assert (states(made), after(made)) == (["failed", "failed"], "done")
    assert made.messages.first().error == "nomor tidak ada di WhatsApp"
    assert not OfficeContact.objects.exists()


def test_busy_gateway_is_tried_again_later(branch, blast, way, clock):
    made = blast(2)
    send_portion(branch, Remembering(fails=raising(GatewayBusy("penuh"))))
    assert (states(made), after(made), made.trouble) == (["queued", "queued"], "sending", "penuh")
    assert not OfficeContact.objects.exists()
    send_portion(branch, way)
    assert states(made) == ["sent", "sent"]


def test_unclear_answer_is_unsure_and_not_sent_again(branch, blast, way):
    made = blast(1)
    send_portion(branch, Remembering(dies=raising(TimeoutError())))
    send_portion(branch, way)
    assert (states(made), way.sent, after(made)) == (["unsure"], [], "done")
    assert OfficeContact.objects.count() == 1


def test_worker_killed_between_gateway_and_commit_leaves_an_unsure_message(branch, blast, way):
    """KeyboardInterrupt stands for the kill: nothing after it is done. The next worker sends the others only."""
    made = blast(2)
    with pytest.raises(KeyboardInterrupt):
        send_portion(branch, Remembering(dies=raising(KeyboardInterrupt())))
    assert states(made) == ["sending", "queued"]
    assert branches_to_send() == [branch]
    send_portion(branch, way)
    assert (states(made), len(way.sent)) == (["unsure", "sent"], 1)


@pytest.fixture
def unsure(branch, blast):
    made = blast(1)
    send_portion(branch, Remembering(dies=raising(TimeoutError())))
    return made.messages.get()


def test_person_who_found_it_sent_ends_it(branch, unsure, way, staff):
    decide_unsure(message=unsure, was_sent=True, by=staff)
    send_portion(branch, way)
    unsure.refresh_from_db()
    assert (unsure.state, unsure.decided_by, way.sent) == ("sent", staff, [])


def test_person_who_found_it_not_sent_has_it_sent_once_more(branch, unsure, way, staff):
    decide_unsure(message=unsure, was_sent=False, by=staff)
    assert not OfficeContact.objects.exists()
    send_portion(branch, way)
    unsure.refresh_from_db()
    assert (unsure.state, len(way.sent), way.sent[0].key) == ("sent", 1, str(unsure.uuid))


def test_decided_twice_is_refused(unsure, staff):
    decide_unsure(message=unsure, was_sent=True, by=staff)
    with pytest.raises(BlastRefused, match="tidak lagi menunggu"):
        decide_unsure(message=unsure, was_sent=False, by=staff)


def test_message_of_a_stopped_blast_is_not_sent_though_a_person_found_that_it_was_not(branch, unsure, way, staff):
    """Stopped is for good: what comes back is left out like everything that still waited."""
    Blast.objects.update(state="sending")
    stop_blast(blast=unsure.blast, by=staff)
    decide_unsure(message=unsure, was_sent=False, by=staff)
    send_portion(branch, way)
    unsure.refresh_from_db()
    assert (unsure.state, unsure.left_out, unsure.decided_by) == ("left_out", "blast_stopped", staff)
    assert (after(unsure.blast), way.sent, OfficeContact.objects.count()) == ("stopped", [], 0)


def test_message_that_the_gateway_gives_back_after_the_blast_was_stopped_is_left_out(branch, blast, way, staff):
    made = blast(1)

    def stopped_and_busy(_message):
        stop_blast(blast=made, by=staff)
        raise GatewayBusy("penuh")

    send_portion(branch, Remembering(fails=stopped_and_busy))
    send_portion(branch, way)
    assert (left_out(made), after(made), way.sent) == ("blast_stopped", "stopped", [])


def test_branch_without_a_gateway_keeps_its_queue(branch, blast, settings):
    made = blast(1)
    settings.OUTREACH_GATEWAY = ""
    send_portion(branch)
    assert states(made) == ["queued"]


def test_messages_of_another_branch_are_left_alone(branch, other_branch, blast, way):
    blast(1)
    send_portion(other_branch, way)
    assert way.sent == []
    assert (Blast.objects.get().state, BlastMessage.objects.get().state) == ("sending", "queued")
