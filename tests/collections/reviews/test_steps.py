"""The steps of a review before its decision: warning, notice, answer with every version, excuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kaderjkn.collections.models import ReviewWarning
from kaderjkn.collections.reviews.actions import (
    answer_review,
    decide_review,
    excuse_month,
    hand_over_notice,
    look_again,
    see_notice,
    see_warning,
    take_back_excuse,
)
from kaderjkn.collections.reviews.errors import CannotDecide
from kaderjkn.collections.reviews.timeline import timeline
from tests.collections import builders

ONE_DAY = timedelta(days=1)
MARCH = date(2026, 3, 1)


@pytest.fixture
def review(cadre):
    return builders.make_review(cadre, opened_at=timezone.now() - 5 * ONE_DAY)


@pytest.fixture
def today(branch):
    return branch.today()


def titles(review) -> list[str]:
    return [step["title"] for step in timeline(review)]


# Warning and notice


def test_warning_is_read_once_and_stands_in_the_timeline(branch, cadre, review):
    closing = builders.make_closing(branch, date(2026, 2, 1), state="closed")
    warning = ReviewWarning.objects.create(branch=branch, cadre=cadre, closing=closing, months=["2026-03"])
    ReviewWarning.objects.update(created_at=review.opened_at - 30 * ONE_DAY)
    first = see_warning(warning=warning, by=cadre.user).seen_at
    assert see_warning(warning=warning, by=cadre.user).seen_at == first
    assert "Kader membaca pengingat itu" in titles(review)
    assert titles(review)[-1] == "Kader diingatkan lebih awal"


def test_time_runs_from_the_first_notice(review, cadre, supervisor, today):
    hand_over_notice(review=review, day=today - 2 * ONE_DAY, by=supervisor)
    seen = see_notice(review=review, by=cadre.user)
    assert seen.noticed_on == today - 2 * ONE_DAY
    assert seen.notice_seen_at is not None


@pytest.mark.parametrize(("days", "words"), [(1, "belum tiba"), (-6, "lebih awal")])
def test_letter_is_handed_over_between_opening_and_today(review, supervisor, today, days, words):
    with pytest.raises(CannotDecide, match=words):
        hand_over_notice(review=review, day=today + days * ONE_DAY, by=supervisor)


def test_letter_is_handed_over_once(review, supervisor, today):
    hand_over_notice(review=review, day=today, by=supervisor)
    with pytest.raises(CannotDecide, match="sudah dicatat"):
        hand_over_notice(review=review, day=today, by=supervisor)


def test_database_wants_the_time_to_run_from_a_notice(review, today):
    with pytest.raises(IntegrityError, match="review_notice_starts_time"), transaction.atomic():
        type(review).objects.filter(pk=review.pk).update(handed_over_on=today)


def test_database_wants_a_decision_before_it_is_seen(review):
    with pytest.raises(IntegrityError, match="review_seen_after_decision"), transaction.atomic():
        type(review).objects.filter(pk=review.pk).update(decision_seen_at=timezone.now())


# Answer


def test_every_version_of_the_answer_stays_in_the_timeline(review, cadre):
    answer_review(review=review, text="Saya sakit", obstacles=["illness"], by=cadre.user)
    answer_review(review=review, text="Saya sakit sejak Maret", by=cadre.user)
    answers = [step for step in timeline(review) if step["title"] == "Kader menjawab"]
    assert [step.get("tag") for step in answers] == ["diubah", None]
    assert answers[0]["text"] == "Saya sakit sejak Maret"
    assert answers[1]["text"] == "Saya sakit\n– Saya atau keluarga saya sakit"


def test_unknown_obstacles_are_not_kept(review, cadre):
    assert answer_review(review=review, text="Maaf", obstacles=["malas", "reach"], by=cadre.user).obstacles == ["reach"]


def test_answer_is_taken_to_the_last_day_and_no_longer(review, cadre, today):
    type(review).objects.update(noticed_on=today - 7 * ONE_DAY)
    assert answer_review(review=review, text="Maaf", by=cadre.user).answer == "Maaf"
    type(review).objects.update(noticed_on=today - 8 * ONE_DAY)
    with pytest.raises(CannotDecide, match="sudah lewat"):
        answer_review(review=review, text="Maaf lagi", by=cadre.user)


# Excused months


def test_excuse_is_taken_back_until_a_closing_has_used_it(branch, cadre, supervisor):
    excused = excuse_month(cadre=cadre, month=MARCH, reason="illness", by=supervisor)
    take_back_excuse(excused=excused, by=supervisor)
    assert not cadre.excused_months.exists()
    excused = excuse_month(cadre=cadre, month=MARCH, reason="illness", by=supervisor)
    builders.make_closing(branch, date(2026, 4, 1), state="closed")
    with pytest.raises(CannotDecide, match="sudah memakai"):
        take_back_excuse(excused=excused, by=supervisor)


def test_excuse_given_after_the_closing_is_not_used_by_it(branch, cadre, supervisor):
    builders.make_closing(branch, MARCH, state="closed")
    excused = excuse_month(cadre=cadre, month=MARCH, reason="illness", by=supervisor)
    take_back_excuse(excused=excused, by=supervisor)
    assert not cadre.excused_months.exists()


# Coaching


@pytest.fixture
def coached(review, cadre, supervisor, today):
    answer_review(review=review, text="Maaf", by=cadre.user)
    values = {"decision": "coaching", "reason": "Didampingi", "look_again_on": today}
    return decide_review(review=review, by=supervisor, **values)


def test_coaching_goes_on_with_a_next_day_and_ends_without(coached, supervisor, today):
    in_coaching = type(coached).objects.in_coaching
    look_again(review=coached, found="Mulai ada setoran", next_on=today + 30 * ONE_DAY, by=supervisor)
    assert [review.look_on for review in in_coaching()] == [today + 30 * ONE_DAY]
    look_again(review=coached, found="Berjalan baik", by=supervisor)
    assert not in_coaching().exists()
    with pytest.raises(CannotDecide, match="sudah selesai"):
        look_again(review=coached, found="Lagi", by=supervisor)


def test_next_look_lies_after_today(coached, supervisor, today):
    with pytest.raises(CannotDecide, match="sesudah hari ini"):
        look_again(review=coached, found="Baik", next_on=today, by=supervisor)


def test_timeline_names_who_decided_and_who_looked(coached, supervisor):
    look_again(review=coached, found="Baik", by=supervisor)
    steps = {step["title"]: step.get("by") for step in timeline(coached)}
    assert steps["Pembinaan"] == str(supervisor)
    assert steps["Pembinaan ditinjau lagi dan selesai"] == str(supervisor)
    assert titles(coached)[0] == "Pembinaan ditinjau lagi dan selesai"


def test_void_and_flag_stand_in_the_timeline(review, coached):
    type(review).objects.filter(pk=review.pk).update(is_flagged=True)
    assert titles(review)[0].startswith("Setoran susulan datang")
