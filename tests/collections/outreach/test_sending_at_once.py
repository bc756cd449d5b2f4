"""Several workers, officers and blasts at the same household in the same moment."""

import pytest

from kaderjkn.collections.models import OfficeContact, OptOut
from kaderjkn.collections.outreach.actions.blasts import confirm_blast, prepare_blast
from kaderjkn.collections.outreach.actions.replies import add_opt_out
from kaderjkn.collections.outreach.jobs import audience
from kaderjkn.collections.outreach.sending import send_portion
from kaderjkn.common.errors import AlreadyRunning
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_three_workers_send_each_message_once(branch, blast, way):
    blast(6)
    answers = at_once(*[lambda: send_portion(branch, way)] * 3)
    assert sorted(way.phones) == sorted(set(way.phones))
    assert len(way.sent) == 6
    assert any(not isinstance(answer, AlreadyRunning) for answer in answers)


def test_worker_who_comes_while_another_sends_is_told_so(branch, blast, way):
    blast(1)
    seen = []
    way.dies = lambda _message: seen.extend(at_once(lambda: send_portion(branch, way)))
    send_portion(branch, way)
    assert isinstance(seen[0], AlreadyRunning)
    assert len(way.sent) == 1


def test_confirmed_by_two_people_at_once_is_sent_once(branch, staff, supervisor, entries):
    entries(3)
    draft = prepare_blast(branch=branch, kind="office_hi", mode="sms", by=staff)
    expected = audience.count(draft)[""]
    at_once(*[lambda by=by: confirm_blast(blast=draft, expected=expected, by=by) for by in (staff, supervisor)])
    assert draft.messages.count() == 3


def test_stop_told_by_two_at_once_is_one_wish(branch, blast, way):
    made = blast(1)
    send_portion(branch, way)
    phone = made.messages.get().phone
    wish = {"branch": branch, "phone": phone, "word": "STOP", "source": "gateway", "by": None}
    at_once(*[lambda: add_opt_out(**wish)] * 3)
    assert OptOut.objects.count() == 1
    assert made.messages.get().state == "stopped"


def test_last_place_of_the_week_is_given_once(branch, blast, way, policy):
    """Two blasts to one household, one contact left: one message goes out, the other is left out."""
    policy.contacts_per_week_max = 1
    policy.save()
    first, second = blast(1), blast(0)
    send_portion(branch, way)
    assert len(way.sent) == OfficeContact.objects.count() == 1
    assert {first.messages.get().state, second.messages.get().left_out} == {"sent", "week_full"}
