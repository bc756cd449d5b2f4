"""What waits at the branch: every number is the number of rows of the list that it leads to, of the own branch only."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from arrears import reference as arrears_reference
from arrears.models import ListedHousehold
from kaderjkn.collections import reference
from kaderjkn.collections.feedback.handling import answer as answer_feedback
from kaderjkn.collections.feedback.handling import wait
from kaderjkn.collections.models import Blast, BlastMessage, CallEntry, Question, ReviewReminder
from kaderjkn.collections.outreach.actions.blasts import prepare_blast
from kaderjkn.collections.outreach.jobs.call_list import fill
from kaderjkn.collections.waiting import EVERYTHING, waiting_for
from kaderjkn.common.models import Device, JobRun
from tests.collections import builders
from tests.collections.outreach.builders import make_listed
from tests.factories import AgreementFactory, AreaFactory, CadreFactory
from tests.meetings.builders import make_envelope, make_meeting, make_note


def branch_at_work(branch):
    """A branch in which two of everything wait, and one of it does not any more."""
    today = branch.today()
    cadre = CadreFactory(branch=branch)
    AgreementFactory(cadre=cadre, valid=(today - timedelta(days=300), today + timedelta(days=20)))
    AgreementFactory(cadre=CadreFactory(branch=branch), valid=(today - timedelta(days=300), today + timedelta(days=20)))
    cases = [builders.make_case(cadre) for _each in range(6)]
    for case, status in zip(cases, ("no_territory", "no_territory", "no_agreement", "no_agreement"), strict=False):
        ListedHousehold.objects.filter(household=case.household).update(status=status)
    households = [case.household_id for case in cases[4:]]
    ListedHousehold.objects.filter(household__in=households).update(area=None, status="no_kelurahan")
    for state in ("open", "open", "dismissed"):
        decided = {} if state == "open" else {"decided_at": timezone.now(), "decision": "Tidak terbukti"}
        builders.make_incident(cadre, today, state=state, **decided)
    field_reports(branch, cadre, cases)
    for _each in range(2):
        nobody = {"household": None, "matched_by": "", "listed_month": None}
        builders.make_payment(cases[0], today, 1000, **nobody)
    promises(cadre, cases, today)
    phones(branch, cadre)
    jobs(branch)
    questions(branch, cadre, cases, today)
    envelopes_and_notes(branch, cadre, cases)
    for month in (1, 2):
        review = builders.make_review(CadreFactory(branch=branch), date(today.year - 1, month, 1))
        ReviewReminder.objects.create(branch=branch, review=review, kind="ready", due_on=today, noted_on=today)
    calls(branch)
    AreaFactory(branch=branch)


def field_reports(branch, cadre, cases):
    closed = {"state": "closed", "closing_note": "Aman", "closed_by": cadre.user, "closed_at": timezone.now()}
    for more in ({}, {}, closed):
        builders.make_danger(cadre, cases[0].household, **more)
    for _each in range(3):
        done = builders.make_complaint(cadre).source.item
    answer_feedback(item=done, result="explained", answer="Sudah", by=cadre.user)
    waits = builders.make_feedback(cadre)
    wait(item=waits, resume_on=branch.today() + timedelta(days=3), waiting_for="Kelurahan", by=cadre.user)
    done = {"state": "done", "settled_by": cadre.user, "settled_at": timezone.now()}
    for more in ({}, {}, done):
        builders.make_interest(cadre, **more)


def promises(cadre, cases, today):
    """Two due today and two late; 31 days ago, tomorrow, and kept are neither."""
    for ago, place in ((0, 0), (0, 1), (1, 2), (30, 3), (31, 0), (-1, 1), (1, 4)):
        day = today - timedelta(days=ago)
        builders.make_contact(cases[place], cadre, day - timedelta(days=2), outcome="promised", promised_on=day)
    builders.make_payment(cases[4], today - timedelta(days=2), 5_000)


def phones(branch, cadre):
    now = timezone.now()
    for days, facts in ((4, {}), (5, {}), (1, {}), (9, {"left_at": now})):
        seen = now - timedelta(days=days)
        Device.objects.create(branch=branch, user=cadre.user, key=uuid4(), name="Android", seen_at=seen, **facts)


def jobs(branch):
    for state, kind in (("failed", "fill_call_list"), ("stuck", "export_list"), ("done", "import")):
        JobRun.objects.create(branch=branch, kind=kind, state=state)


def questions(branch, cadre, cases, today):
    answered = {
        "answer_kind": "explained",
        "answer": "Begini",
        "answered_by": cadre.user,
        "answered_at": timezone.now(),
    }
    for more in ({}, {}, answered):
        payment = builders.make_payment(cases[5], today, 1000)
        facts = {"cadre": cadre, "payment": payment, "text": "Mengapa?", "due_on": today}
        Question.objects.create(branch=branch, **facts, **more)


def envelopes_and_notes(branch, cadre, cases):
    for case, state in zip(cases, ("handed_over", "handed_over", "delivered", "printed"), strict=False):
        make_envelope(case, cadre, state)
    meeting = make_meeting(branch)
    for _each in range(2):
        make_note(meeting, cadre)


def calls(branch):
    for _each in range(3):
        make_listed(branch)
    fill(branch)
    CallEntry.objects.filter(pk=CallEntry.objects.filter(branch=branch).first().pk).update(
        next_call_on=branch.today() + timedelta(days=3)
    )
    for _each in range(2):
        unsure(prepare_blast(branch=branch, kind="office_hi", mode="sms", by=None))
    prepare_blast(branch=branch, kind="office_hi", mode="sms", by=None)


def unsure(blast: Blast) -> None:
    household = CallEntry.objects.filter(branch=blast.branch).first().household
    facts = {"branch": blast.branch, "blast": blast, "household": household, "phone": "+6281300000001"}
    message = BlastMessage.objects.create(**facts)
    claimed = {"claimed_at": timezone.now(), "claimed_on": blast.branch.today()}
    for state in ("sending", "unsure"):
        BlastMessage.objects.filter(pk=message.pk).update(state=state, **claimed)


@pytest.fixture
def busy(branch):
    for module in (arrears_reference, reference):
        module.load(apps)
    branch_at_work(branch)
    return branch


def rows_of(client, one) -> int:
    """How many rows the list has, on all its pages."""
    context = client.get(one.url).context
    if "listing" in context:
        return client.get(f"{one.url}{'&' if one.query else '?'}part=totals").context["totals"][0][1]
    if "districts" in context:
        return sum(len(rows) for _district, rows in context["districts"])
    return context["paginator"].count


@pytest.mark.parametrize("place", range(len(EVERYTHING)), ids=lambda place: str(EVERYTHING[place].label))
def test_number_is_that_of_the_list(client_of, supervisor, busy, place):
    one = EVERYTHING[place]
    count = one.count(busy)
    assert count >= 2
    assert int(rows_of(client_of(supervisor), one)) == count


def test_nothing_of_another_branch_is_counted(busy, other_branch):
    assert {str(one.label): count for one in EVERYTHING if (count := one.count(other_branch))} == {}


def test_staff_see_what_they_may_act_on(staff, supervisor):
    labels = [[str(one.label) for one, _count in waiting_for(user)] for user in (staff, supervisor)]
    assert set(labels[1]) - set(labels[0]) == {"Laporan integritas"}


def test_a_branch_without_anything_waits_for_nothing(staff):
    assert {count for _one, count in waiting_for(staff)} == {0}
