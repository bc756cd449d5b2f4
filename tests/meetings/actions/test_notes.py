"""Feedback and questions: what is written down, the day by which an answer is owed, answering and taking back."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from arrears.models import BranchPolicy
from meetings import actions
from meetings.errors import AnsweredMeanwhile, CadreNotConcerned, MeetingCancelled, MeetingNotHeldYet, NoteRefused
from meetings.models import CadreGroup, MeetingNote
from tests.at_once import PATIENCE, answer_of, refusals, stopped_at
from tests.meetings.builders import make_branch, make_cadre, make_meeting, make_user

MONDAY = date(2026, 3, 9)
AT_TEN = datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def meeting(branch):
    return make_meeting(branch, MONDAY)


def ask(meeting, cadre, by, **facts):
    facts = {"kind": "question", "text": "Kapan REHAB dibuka?", "made_at": AT_TEN} | facts
    return actions.add_note(meeting=meeting, cadre=cadre, by=by, **facts)


def test_question_without_a_day_is_owed_an_answer_within_the_days_of_the_policy(meeting, cadre, staff):
    assert ask(meeting, cadre, staff).answer_due == date(2026, 3, 16)
    BranchPolicy.objects.create(branch=meeting.branch, starts_on=date(2026, 3, 1), question_answer_days=3)
    assert ask(meeting, cadre, staff).answer_due == date(2026, 3, 12)


def test_question_keeps_the_day_that_was_promised(meeting, cadre, staff):
    note = ask(meeting, cadre, staff, answer_due=MONDAY)
    assert (note.answer_due, note.made_at, note.made_by) == (MONDAY, AT_TEN, staff)


def test_feedback_is_owed_no_answer(meeting, cadre, staff):
    assert ask(meeting, cadre, staff, kind="feedback").answer_due is None


def test_days_count_on_the_branchs_calendar(meeting, cadre, staff):
    """Half past midnight in Jakarta is still Monday in UTC: the week counts from Tuesday."""
    late = datetime(2026, 3, 9, 17, 30, tzinfo=ZoneInfo("UTC"))
    assert ask(meeting, cadre, staff, made_at=late).answer_due == date(2026, 3, 17)


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "   "},
        {"text": "x" * 2001},
        {"kind": "rumour"},
        {"kind": "feedback", "answer_due": date(2026, 3, 20)},
        {"answer_due": date(2026, 3, 8)},
        {"answer_due": date(2027, 3, 11)},
    ],
    ids=["empty", "too long", "unknown kind", "feedback with a day", "day before", "day after a year"],
)
def test_what_cannot_be_a_note_is_refused(meeting, cadre, staff, facts):
    with pytest.raises(NoteRefused):
        ask(meeting, cadre, staff, **facts)
    assert not MeetingNote.objects.exists()


def test_note_needs_a_meeting_that_takes_place(branch, cadre, staff):
    with pytest.raises(MeetingCancelled):
        ask(make_meeting(branch, MONDAY, is_cancelled=True), cadre, staff)
    with pytest.raises(MeetingNotHeldYet):
        ask(make_meeting(branch, branch.today() + timedelta(days=1)), cadre, staff)


def test_note_is_of_a_cadre_whom_the_meeting_concerns(branch, other_branch, cadre, staff):
    group = CadreGroup.objects.create(branch=branch, name="Utara", first_on=MONDAY)
    of_group = make_meeting(branch, MONDAY, group=group)
    for stranger, meeting in (
        (make_cadre(other_branch, "K09"), make_meeting(branch, MONDAY)),
        (make_cadre(branch, "K08", starts=None), make_meeting(branch, date(2026, 3, 10))),
        (cadre, of_group),
    ):
        with pytest.raises(CadreNotConcerned):
            ask(meeting, stranger, staff)


def test_answer_and_its_correction(meeting, cadre, staff):
    note = ask(meeting, cadre, staff)
    answered = actions.answer_note(note=note, answer=" Mulai April. ", by=staff)
    assert (answered.answer, answered.answered_by) == ("Mulai April.", staff)
    second = make_user(meeting.branch)
    corrected = actions.answer_note(note=note, answer="Mulai Mei.", known="Mulai April.", by=second)
    assert (corrected.answer, corrected.answered_by) == ("Mulai Mei.", second)
    trail = [event.answer for event in corrected.events.order_by("pgh_id")]
    assert trail == ["", "Mulai April.", "Mulai Mei."]


def test_the_same_answer_again_is_no_change(meeting, cadre, staff):
    first = actions.answer_note(note=ask(meeting, cadre, staff), answer="Mulai April.", by=staff)
    again = actions.answer_note(note=first, answer="Mulai April.", by=make_user(meeting.branch))
    assert (again.answered_at, again.answered_by) == (first.answered_at, staff)


def test_an_answer_that_was_not_seen_is_not_written_over(meeting, cadre, staff):
    note = ask(meeting, cadre, staff)
    actions.answer_note(note=note, answer="Mulai April.", by=staff)
    with pytest.raises(AnsweredMeanwhile, match="Mulai April"):
        actions.answer_note(note=note, answer="Tidak tahu.", by=make_user(meeting.branch))
    note.refresh_from_db()
    assert note.answer == "Mulai April."


def test_empty_answer_is_refused(meeting, cadre, staff):
    with pytest.raises(NoteRefused):
        actions.answer_note(note=ask(meeting, cadre, staff), answer=" ", by=staff)


def test_only_an_unanswered_note_can_be_removed_and_twice_is_once(meeting, cadre, staff):
    note, answered = ask(meeting, cadre, staff), ask(meeting, cadre, staff)
    actions.answer_note(note=answered, answer="Ya.", by=staff)
    for _each in range(2):
        actions.remove_note(note=note, by=staff)
    with pytest.raises(NoteRefused, match="sudah dijawab"):
        actions.remove_note(note=answered, by=staff)
    assert MeetingNote.objects.get() == answered


def test_a_removed_note_takes_no_answer(meeting, cadre, staff):
    note = ask(meeting, cadre, staff)
    actions.remove_note(note=MeetingNote.objects.get(), by=staff)
    with pytest.raises(NoteRefused, match="baru saja dihapus"):
        actions.answer_note(note=note, answer="Ya.", by=staff)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"kind": "question"}, "meeting_question_has_due_day"),
        ({"kind": "feedback", "answer": "Ya."}, "meeting_note_answer_has_time"),
    ],
)
def test_the_database_keeps_a_note_whole(meeting, cadre, facts, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MeetingNote.objects.create(meeting=meeting, cadre=cadre, text="?", made_at=AT_TEN, **facts)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_answer_at_once_leave_one_answer_and_one_refusal():
    """The second begins while the first is about to write."""
    branch = make_branch()
    people, cadre, meeting = [make_user(branch), make_user(branch)], make_cadre(branch), make_meeting(branch, MONDAY)
    note = ask(meeting, cadre, people[0])
    acts = [
        lambda: actions.answer_note(note=note, answer="Ya.", by=people[0]),
        lambda: actions.answer_note(note=note, answer="Tidak.", by=people[1]),
    ]
    with ThreadPoolExecutor(1) as pool, stopped_at("meetings_meetingnote", acts[0]) as answers:
        second = pool.submit(answer_of, acts[1])
        wait_until_both_wait()
    answers.append(second.result())
    note.refresh_from_db()
    assert (note.answer, note.answered_by) == ("Ya.", people[0])
    assert [type(each) for each in refusals(answers)] == [AnsweredMeanwhile]


def wait_until_both_wait():
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted").fetchone()[0] < 2:
            assert time.monotonic() < until, "the second never came by"
            time.sleep(0.01)
