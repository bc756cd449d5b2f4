"""What the office does with items of the queue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kaderjkn.collections.feedback import handling
from kaderjkn.collections.feedback.errors import FeedbackRefused
from kaderjkn.collections.models import FeedbackItem
from tests.collections import builders
from tests.factories import UserFactory


@pytest.fixture
def item(cadre):
    return builders.make_feedback(cadre)


@pytest.fixture
def colleague(branch):
    return UserFactory(role="staff", branch=branch)


def test_whoever_takes_an_item_has_it(item, staff, colleague):
    assert handling.take(item=item, by=staff).state == "taken"
    assert handling.take(item=item, by=staff).owner == staff
    with pytest.raises(FeedbackRefused, match="sudah diambil"):
        handling.take(item=item, by=colleague)


def test_item_is_given_to_a_colleague_who_need_not_have_taken_it(item, staff, colleague):
    assert handling.give(item=item, to=colleague, by=staff).owner == colleague
    assert handling.give(item=item, to=staff, by=colleague).state == "taken"


def test_item_that_waits_is_given_with_what_it_waits_for(item, staff, colleague, branch):
    day = branch.today() + timedelta(days=3)
    handling.wait(item=item, resume_on=day, waiting_for="Dinas sosial", by=staff)
    given = handling.give(item=item, to=colleague, by=staff)
    assert (given.state, given.owner, given.resume_on) == ("waiting", colleague, day)


def test_item_is_given_to_people_of_the_own_office_only(item, staff, cadre, other_branch):
    gone = UserFactory(role="staff", branch=item.branch, is_active=False)
    for nobody in (cadre.user, UserFactory(role="staff", branch=other_branch), gone):
        with pytest.raises(FeedbackRefused, match="kantor cabang ini"):
            handling.give(item=item, to=nobody, by=staff)


def test_item_is_put_back_for_the_next(item, staff, colleague, branch):
    handling.wait(item=item, resume_on=branch.today() + timedelta(days=3), waiting_for="Kelurahan", by=staff)
    free = handling.release(item=item, by=staff)
    assert (free.state, free.owner, free.waiting_for) == ("new", None, "")
    assert handling.take(item=item, by=colleague).owner == colleague


@pytest.mark.parametrize(("days", "words", "why"), [(1, " ", "siapa atau apa"), (0, "Kelurahan", "sesudah hari ini")])
def test_waiting_needs_a_reason_and_a_day_to_come(item, staff, days, words, why):
    with pytest.raises(FeedbackRefused, match=why):
        handling.wait(item=item, resume_on=item.branch.today() + timedelta(days=days), waiting_for=words, by=staff)


def test_answer_ends_it_and_names_who_answered(item, staff):
    ended = handling.answer(item=item, result="corrected", answer=" Alamat diganti ", by=staff)
    assert (ended.state, ended.owner, ended.answer, ended.answered_by) == ("answered", staff, "Alamat diganti", staff)


def test_answer_by_a_colleague_leaves_the_owner(item, staff, colleague):
    handling.take(item=item, by=staff)
    ended = handling.answer(item=item, result="corrected", answer="Sudah", by=colleague)
    assert (ended.owner, ended.answered_by) == (staff, colleague)


@pytest.mark.parametrize(("result", "words", "why"), [("weather", "Ya", "Pilih hasil"), ("corrected", " ", "Tulis")])
def test_half_an_answer_is_refused(item, staff, result, words, why):
    with pytest.raises(FeedbackRefused, match=why):
        handling.answer(item=item, result=result, answer=words, by=staff)


def test_answered_item_is_left_alone_until_it_is_opened_again(item, staff, colleague, branch):
    handling.answer(item=item, result="corrected", answer="Sudah", by=staff)
    tomorrow = branch.today() + timedelta(days=1)
    for act, facts in (
        (handling.take, {}),
        (handling.release, {}),
        (handling.give, {"to": colleague}),
        (handling.wait, {"resume_on": tomorrow, "waiting_for": "Kelurahan"}),
        (handling.answer, {"result": "explained", "answer": "Lain"}),
    ):
        with pytest.raises(FeedbackRefused, match="sudah dijawab"):
            act(item=item, by=staff, **facts)
    again = handling.reopen(item=item, by=colleague)
    assert (again.state, again.owner, again.answer, again.answered_at) == ("taken", colleague, "", None)
    with pytest.raises(FeedbackRefused, match="belum dijawab"):
        handling.reopen(item=item, by=staff)


def test_each_of_many_is_done_or_refused_on_its_own(cadre, staff):
    items = [builders.make_feedback(cadre) for _each in range(3)]
    handling.answer(item=items[1], result="corrected", answer="Sudah", by=staff)
    assert handling.for_each(items, handling.give, to=staff, by=staff) == (2, 1)


def test_needing_somebody_are_new_ones_those_owed_and_those_whose_day_has_come(cadre, staff, branch):
    today = branch.today()
    new, taken, owed, waiting, come, answered = (builders.make_feedback(cadre) for _each in range(6))
    for item in (taken, owed):
        handling.take(item=item, by=staff)
    for item in (waiting, come):
        handling.wait(item=item, resume_on=today + timedelta(days=1), waiting_for="Kelurahan", by=staff)
    handling.answer(item=answered, result="corrected", answer="Sudah", by=staff)
    FeedbackItem.objects.filter(pk__in=[owed.pk, waiting.pk, answered.pk]).update(due_on=today)
    FeedbackItem.objects.filter(pk=come.pk).update(resume_on=today)
    assert set(FeedbackItem.objects.needing_somebody(today)) == {new, owed, come}


def test_every_act_leaves_a_trail_of_who_did_it(item, staff, colleague):
    handling.take(item=item, by=staff)
    handling.answer(item=item, result="corrected", answer="Sudah", by=colleague)
    acts = [(event.state, event.pgh_context.metadata["user"]) for event in item.events.order_by("pgh_id")]
    assert acts[1:] == [("taken", staff.pk), ("answered", colleague.pk)]


def test_overdue_is_what_was_owed_before_today(item, branch):
    today = branch.today()
    FeedbackItem.objects.update(due_on=today)
    item.refresh_from_db()
    assert not item.is_overdue(today)
    assert item.is_overdue(today + timedelta(days=1))
    assert item.opened_at <= timezone.now()
