"""What phones send about envelopes: a bundle taken over, and what became of each; at the moment of the phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from arrears.models import Hold
from meetings import actions
from meetings.models import Envelope, EnvelopeStep
from tests.common.devices.phones import a_record, send, send_one
from tests.meetings.builders import SIGNATURE, make_cadre, make_case, make_envelope, make_user

NOT_FOR_YOU = "Bundel ini bukan untuk Anda."


@pytest.fixture
def envelopes(branch, cadre):
    return [make_envelope(make_case(branch, cadre)) for _turn in range(3)]


@pytest.fixture
def bundle(envelopes, cadre, staff):
    return actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff).bundle


@pytest.fixture
def colleague(branch):
    return make_cadre(branch, "K02", user=make_user(branch, "cadre"))


def confirm(cadre, bundle, missing=(), **facts):
    fields = {"bundle": bundle.pk, "missing": [one.pk for one in missing]}
    return send_one(cadre.user, "bundle_confirmed", fields, **facts)


def in_hand(cadre) -> list[Envelope]:
    return list(Envelope.objects.outstanding().filter(cadre=cadre))


# A bundle


def test_bundle_is_taken_over_at_the_moment_of_the_phone(cadre, bundle, envelopes, staff):
    EnvelopeStep.objects.update(at=timezone.now() - timedelta(days=2))
    tapped = timezone.now() - timedelta(hours=5)
    assert confirm(cadre, bundle, clock=tapped.isoformat()).outcome == "saved"
    assert in_hand(cadre) == envelopes
    bundle.refresh_from_db()
    assert (bundle.state, bundle.means, bundle.ended_by) == ("confirmed", "phone", cadre.user)
    step = envelopes[0].steps.get(state="handed_over")
    assert (step.at, step.by, step.bundle) == (tapped, staff, bundle)


def test_envelope_that_was_not_in_the_bundle_stays_at_the_branch(cadre, bundle, envelopes, staff):
    assert confirm(cadre, bundle, missing=envelopes[:1]).notices == ()
    assert in_hand(cadre) == envelopes[1:]
    again = actions.offer_bundle(envelopes=envelopes, cadre=cadre, by=staff)
    assert again.envelopes == envelopes[:1]


def test_bundle_in_which_nothing_was_ends_without_a_hand_over(cadre, bundle, envelopes):
    assert confirm(cadre, bundle, missing=envelopes).outcome == "saved"
    bundle.refresh_from_db()
    assert (bundle.state, in_hand(cadre)) == ("withdrawn", [])


def test_bundle_confirmed_twice_is_handed_over_once(cadre, bundle, envelopes):
    assert [confirm(cadre, bundle).outcome for _turn in range(2)] == ["saved", "saved"]
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 3


def test_second_confirmation_with_another_content_changes_nothing_and_says_what_stands(cadre, bundle, envelopes):
    first, second, _third = envelopes
    confirm(cadre, bundle, missing=[first])
    answer = confirm(cadre, bundle, missing=[second])
    assert answer.notices == (
        f"Sudah tercatat Anda terima: {second.number}. Tanyakan di kantor bila keliru.",
        f"Tidak tercatat di tangan Anda: {first.number}. Tanyakan di kantor.",
    )
    assert first not in in_hand(cadre)


def test_bundle_that_was_withdrawn_meanwhile_is_refused_with_the_reason(cadre, bundle, staff):
    actions.withdraw_bundle(bundle=bundle, by=staff)
    answer = confirm(cadre, bundle)
    assert (answer.outcome, answer.why) == (
        "rejected",
        "Kantor cabang sudah membatalkan bundel ini. Tanyakan amplopnya di kantor.",
    )
    assert in_hand(cadre) == []


def test_bundle_for_which_the_cadre_has_signed_meanwhile_is_hers(cadre, bundle, envelopes, staff):
    actions.sign_bundle(bundle=bundle, signature=SIGNATURE, by=staff)
    assert confirm(cadre, bundle).outcome == "saved"
    assert in_hand(cadre) == envelopes
    assert EnvelopeStep.objects.filter(state="handed_over").count() == 3


def test_rest_of_a_bundle_is_confirmed_where_the_cadre_has_signed_for_a_part(cadre, bundle, envelopes, staff):
    actions.hand_over(envelopes=envelopes[:1], cadre=cadre, signature=SIGNATURE, by=staff)
    assert (confirm(cadre, bundle).outcome, in_hand(cadre)) == ("saved", envelopes)
    assert envelopes[0].steps.get(state="handed_over").bundle != bundle


def test_letter_of_a_household_on_hold_meanwhile_is_to_be_brought_back(cadre, bundle, envelopes, branch):
    facts = {"branch": branch, "household": envelopes[1].case.household, "reason": "deceased"}
    Hold.objects.create(starts_on=branch.today(), **facts)
    [notice] = confirm(cadre, bundle).notices
    assert notice == f"Keluarga sedang ditahan, jangan diantar dan kembalikan: {envelopes[1].number}."


def test_bundle_of_a_colleague_is_refused(colleague, bundle):
    assert (confirm(colleague, bundle).why, in_hand(colleague)) == (NOT_FOR_YOU, [])


def test_bundle_of_another_branch_is_refused(other_branch, bundle):
    stranger = make_cadre(other_branch, "K01", user=make_user(other_branch, "cadre"))
    assert confirm(stranger, bundle).why == NOT_FOR_YOU


def test_envelope_that_is_none_of_the_bundle_is_refused(cadre, bundle, branch):
    other = make_envelope(make_case(branch, cadre))
    assert confirm(cadre, bundle, missing=[other]).why == "Ada amplop yang bukan isi bundel ini."
    assert in_hand(cadre) == []


@pytest.mark.parametrize("missing", ["17", {"17": 1}, ["17"], [True], 17])
def test_content_that_cannot_be_read_is_refused(cadre, bundle, missing):
    answer = send_one(cadre.user, "bundle_confirmed", {"bundle": bundle.pk, "missing": missing})
    assert (answer.outcome, list(answer.fields)) == ("rejected", ["missing"])


def test_office_takes_over_no_bundle(bundle, staff):
    assert send_one(staff, "bundle_confirmed", {"bundle": bundle.pk}).outcome == "rejected"


def test_what_was_delivered_out_of_a_bundle_arrives_with_it(cadre, bundle, envelopes):
    records = [
        a_record("bundle_confirmed", {"bundle": bundle.pk}),
        a_record("envelope_delivered", {"envelope": envelopes[0].pk}),
    ]
    assert [answer.outcome for answer in send(cadre.user, *records)] == ["saved", "saved"]
    assert in_hand(cadre) == envelopes[1:]


# What became of an envelope


@pytest.mark.parametrize(
    ("kind", "state"),
    [("envelope_delivered", "delivered"), ("envelope_returned", "returned"), ("envelope_lost", "lost")],
)
def test_step_has_the_moment_of_the_phone(branch, cadre, kind, state):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over", days_ago=4)
    EnvelopeStep.objects.update(at=timezone.now() - timedelta(days=4))
    tapped = timezone.now() - timedelta(days=1)
    fields = {"envelope": envelope.pk, "reason": "jatuh di jalan"}
    assert send_one(cadre.user, kind, fields, clock=tapped.isoformat()).outcome == "saved"
    step = envelope.steps.get(state=state)
    assert (step.at, step.by) == (tapped, cadre.user)


def test_lost_envelope_is_reported_with_a_reason(branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    assert list(send_one(cadre.user, "envelope_lost", {"envelope": envelope.pk, "reason": " "}).fields) == ["reason"]
    send_one(cadre.user, "envelope_lost", {"envelope": envelope.pk, "reason": "jatuh di jalan"})
    assert (envelope.steps.get(state="lost").reason, in_hand(cadre)) == ("jatuh di jalan", [])


def test_envelope_of_a_colleague_is_not_reported_lost(branch, cadre, colleague):
    envelope = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    answer = send_one(colleague.user, "envelope_lost", {"envelope": envelope.pk, "reason": "jatuh di jalan"})
    assert (answer.why, in_hand(cadre)) == ("Amplop ini tidak diserahkan kepada Anda.", [envelope])


def test_delivered_envelope_is_not_lost_any_more(branch, cadre):
    envelope = make_envelope(make_case(branch, cadre), cadre, "delivered")
    answer = send_one(cadre.user, "envelope_lost", {"envelope": envelope.pk, "reason": "jatuh di jalan"})
    assert "Sampai di keluarga" in answer.why
