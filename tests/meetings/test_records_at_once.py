"""A cadre's phone and the office at the same moment, each over a connection of its own."""

from datetime import datetime, time, timedelta

import pytest

from meetings import actions, codes
from meetings.door import WRONG_ALLOWED
from meetings.models import Attendance, EnvelopeBundle, EnvelopeStep
from tests.at_once import at_once
from tests.common.devices.phones import send_one
from tests.meetings.builders import (
    SIGNATURE,
    make_branch,
    make_cadre,
    make_case,
    make_envelope,
    make_meeting,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def branch(db, fresh_cache):
    return make_branch()


@pytest.fixture
def staff(branch):
    return make_user(branch)


@pytest.fixture
def cadre(branch):
    return make_cadre(branch, user=make_user(branch, "cadre"))


@pytest.fixture
def bundle(branch, cadre, staff):
    envelopes = [make_envelope(make_case(branch, cadre)) for _turn in range(3)]
    return actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff).bundle


@pytest.fixture
def check_in(branch, cadre):
    """Send a code of yesterday's meeting, shown at 09.02."""
    meeting = make_meeting(branch, branch.today() - timedelta(days=1))
    at = datetime.combine(meeting.held_on, time(9, 2), branch.zone)
    step = codes.step_of(at)
    good = {"step": step, "mac": codes.check_in_mac(meeting.check_in_key, meeting.pk, step)}

    def send_code(**code):
        return send_one(cadre.user, "check_in", {"meeting": meeting.pk} | (code or good), clock=at.isoformat())

    return send_code


def confirm(cadre, bundle):
    return send_one(cadre.user, "bundle_confirmed", {"bundle": bundle.pk})


def test_confirming_and_withdrawing_at_once_do_not_both_happen(cadre, bundle, staff):
    def withdraw():
        return actions.withdraw_bundle(bundle=EnvelopeBundle.objects.get(pk=bundle.pk), by=staff)

    answer, withdrawn = at_once(lambda: confirm(cadre, bundle), withdraw)
    bundle.refresh_from_db()
    is_confirmed = bundle.state == "confirmed"
    assert (answer.outcome == "saved", isinstance(withdrawn, Exception)) == (is_confirmed, is_confirmed)
    assert EnvelopeStep.objects.filter(state="handed_over").count() == (3 if is_confirmed else 0)


def test_phone_and_signature_at_once_hand_over_once(cadre, bundle, staff):
    def sign():
        return actions.sign_bundle(bundle=EnvelopeBundle.objects.get(pk=bundle.pk), signature=SIGNATURE, by=staff)

    at_once(lambda: confirm(cadre, bundle), sign)
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 3
    assert confirm(cadre, bundle).outcome == "saved"


def test_code_sent_twice_at_once_is_one_attendance(check_in):
    assert {answer.outcome for answer in at_once(check_in, check_in)} == {"saved"}
    assert Attendance.objects.count() == 1


def test_numbers_guessed_at_once_are_no_more_than_allowed(check_in):
    guesses = [lambda number=number: check_in(number=f"{number:06}") for number in range(WRONG_ALLOWED + 3)]
    whys = [answer.why for answer in at_once(*guesses)]
    assert sum(why.startswith("Terlalu banyak") for why in whys) == 3
