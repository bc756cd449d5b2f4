"""What is due today, noted once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kaderjkn.collections.models import DueNote, Question
from kaderjkn.collections.reminders.background import NOTE_DUE
from kaderjkn.collections.reminders.noting import closings, note_due
from kaderjkn.collections.tasks import note_due_everywhere
from kaderjkn.common.jobs import execute_job, start_job
from kaderjkn.common.models import JobRun, Period
from tests import factories
from tests.collections.builders import make_case, make_contact, make_payment, make_period

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (date(2026, 3, 31), []),
        (date(2026, 4, 4), []),
        (date(2026, 4, 5), ["closing_due"]),
        (date(2026, 4, 14), ["closing_due"]),
        (date(2026, 4, 15), ["closing_late"]),
    ],
)
def test_month_that_is_over_is_noted_in_time_and_again_when_late(branch, today, kinds):
    make_period(branch, MARCH)
    assert [note.kind for note in closings(branch, today)] == kinds


def promise(case, cadre, day, amount=50_000):
    return make_contact(
        case, cadre, day - timedelta(days=1), outcome="promised", promised_on=day, promised_amount=amount
    )


def test_promises_of_today_are_noted_for_whoever_holds_the_case(branch, cadre):
    today = branch.today()
    other = factories.CadreFactory(branch=branch, code="0905-02", agreement_from=date(2026, 1, 1))
    for _turn in range(2):
        promise(make_case(other), cadre, today)
    promise(make_case(cadre), cadre, today + timedelta(days=1))
    note_due(branch)
    assert list(DueNote.objects.values_list("kind", "cadre", "count", "about")) == [
        ("promises_due", other.pk, 2, today)
    ]


def test_kept_promise_is_not_noted(branch, cadre):
    today, case = branch.today(), make_case(cadre)
    promise(case, cadre, today)
    make_payment(case, today, 50_000)
    assert note_due(branch) == 0


def test_questions_are_noted_the_day_before_they_are_due(branch, cadre):
    today = branch.today()
    for days in (1, 1, 2):
        payment = make_payment(make_case(cadre), today, 1000)
        due = today + timedelta(days=days)
        Question.objects.create(branch=branch, cadre=cadre, payment=payment, text="?", due_on=due)
    note_due(branch)
    assert list(DueNote.objects.values_list("about", "count")) == [(today + timedelta(days=1), 2)]


def test_run_twice_notes_nothing_twice(branch, cadre):
    promise(make_case(cadre), cadre, branch.today())
    make_period(branch, MARCH)
    assert (note_due(branch), note_due(branch)) == (2, 0)


def test_database_refuses_the_same_note_twice(branch):
    facts = {"branch": branch, "kind": "closing_due", "about": MARCH, "count": 1, "noted_on": MARCH}
    DueNote.objects.create(**facts)
    with pytest.raises(IntegrityError, match="due_note_once"), transaction.atomic():
        DueNote.objects.create(**facts)


def test_home_shows_a_note_while_its_cause_stands(client_of, staff, branch):
    make_period(branch, MARCH)
    note_due(branch)
    home = reverse("collections:branch-home")
    assert "Maret 2026 sudah lama berakhir" in client_of(staff).get(home).text
    Period.objects.filter(branch=branch).update(state="closed")
    assert "sudah lama berakhir" not in client_of(staff).get(home).text


def test_each_branch_with_periods_gets_a_job_that_says_what_it_did(
    branch, other_branch, django_capture_on_commit_callbacks
):
    make_period(branch, MARCH)
    assert note_due_everywhere() == 1
    job = JobRun.objects.get(kind=NOTE_DUE)
    assert start_job(kind=NOTE_DUE, branch=branch, by=None) == job  # one at a time
    execute_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"noted": 1})
