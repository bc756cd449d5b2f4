"""The cadre's own reviews on the phone: the facts that the office sees too, and what can be done until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kaderjkn.collections.models import ReviewWarning
from kaderjkn.collections.phone.reviews import reviews_of
from kaderjkn.collections.reviews.actions import file_appeal, see_decision, see_notice
from kaderjkn.collections.reviews.deadlines import note_deadlines
from tests import factories
from tests.collections import builders
from tests.common.devices.phones import send_one

ONE_DAY = timedelta(days=1)


@pytest.fixture
def review(cadre):
    return builders.make_review(cadre)


@pytest.fixture
def decided(cadre):
    facts = {"state": "coaching", "reason": "Didampingi", "look_again_on": cadre.branch.today() + ONE_DAY}
    return builders.make_review(cadre, decided_at=timezone.now(), **facts)


def the_review(cadre) -> dict:
    [found] = reviews_of(cadre)["reviews"]
    return found


def test_only_own_reviews_newest_first(cadre, branch, review):
    ended = {"state": "continue", "reason": "Baik", "decided_at": timezone.now()}
    older = builders.make_review(cadre, date(2026, 1, 1), **ended)
    builders.make_review(factories.CadreFactory(branch=branch))
    assert [one["id"] for one in reviews_of(cadre)["reviews"]] == [review.pk, older.pk]


def test_withdrawn_review_is_not_shown(cadre):
    builders.make_review(cadre, state="withdrawn", closed_at=timezone.now())
    assert reviews_of(cadre)["reviews"] == []


def test_open_review_waits_for_an_answer(cadre, review):
    found = the_review(cadre)
    assert (found["is_open"], found["is_notice_seen"], found["can_answer"], found["last_day"]) == (
        True, False, True, None,
    )  # fmt: skip
    assert (found["month"], found["answer_days"], found["status"][1]) == (date(2026, 3, 1), 7, "warning")


def test_last_day_to_answer_runs_from_the_notice(cadre, review, branch):
    see_notice(review=review, by=cadre.user)
    found = the_review(cadre)
    assert (found["is_notice_seen"], found["last_day"]) == (True, branch.today() + 7 * ONE_DAY)


@pytest.mark.parametrize(("days", "can"), [(7, True), (8, False)])
def test_answer_is_taken_up_to_its_last_day(cadre, branch, days, can):
    builders.make_review(cadre, noticed_on=branch.today() - days * ONE_DAY)
    assert the_review(cadre)["can_answer"] is can


def test_phone_says_that_the_time_to_answer_is_running_out_until_it_is_answered(cadre, branch, review):
    type(review).objects.update(noticed_on=branch.today() - 6 * ONE_DAY)
    note_deadlines(branch)
    assert the_review(cadre)["is_ending"] is True
    send_one(cadre.user, "review_answer", {"review": review.pk, "text": "Saya sakit", "obstacles": ["illness"]})
    found = the_review(cadre)
    assert (found["is_ending"], found["answer"], found["answer_obstacles"]) == (False, "Saya sakit", ["illness"])


def test_decided_review_takes_no_answer_and_says_why(cadre, decided):
    found = the_review(cadre)
    assert (found["can_answer"], found["is_decided"], found["reason"]) == (False, True, "Didampingi")
    assert found["look_again_on"] == cadre.branch.today() + ONE_DAY


def test_decision_that_burdens_may_be_appealed_once_and_in_time(cadre, decided, branch):
    assert (the_review(cadre)["may_appeal"], the_review(cadre)["last_day_to_appeal"]) == (True, None)
    see_decision(review=decided, by=cadre.user)
    found = the_review(cadre)
    assert (found["is_decision_seen"], found["last_day_to_appeal"]) == (True, branch.today() + 7 * ONE_DAY)
    file_appeal(review=decided, text="Mohon dilihat lagi", by=cadre.user)
    found = the_review(cadre)
    assert found["may_appeal"] is False
    assert (found["appeal"]["text"], found["appeal"]["is_overturned"]) == ("Mohon dilihat lagi", False)


def test_facts_of_the_months_are_shown(cadre, review):
    found = the_review(cadre)
    [months] = [table for table in found["tables"] if table["caption"] == "Bulan demi bulan"]
    labels = [column["label"] for column in months["columns"]]
    [row] = months["rows"]
    assert dict(zip(labels, row, strict=True))["Binaan"] == "12"
    assert [month["month"] for month in found["months"]] == [date(2026, 3, 1)]


def test_the_cadre_sees_the_same_facts_as_the_office(cadre, review, supervisor, client_of):
    case = builders.make_case(cadre, month=date(2026, 3, 1), name="Siti Aminah")
    builders.make_contact(case, cadre, date(2026, 3, 9), note="Rumah hijau")
    context = client_of(supervisor).get(review.get_absolute_url()).context
    [table] = [table for table in the_review(cadre)["tables"] if table["caption"] == "Bulan demi bulan"]
    assert [column["label"] for column in table["columns"]] == [str(one["label"]) for one in context["month_columns"]]
    assert len(table["rows"]) == len(context["months"])
    [contacts] = [one for one in the_review(cadre)["months"][0]["tables"] if one["caption"] == "Kontak"]
    assert len(contacts["rows"]) == 1


def test_steps_of_the_review_are_told(cadre, review):
    see_notice(review=review, by=cadre.user)
    steps = the_review(cadre)["steps"]
    assert len(steps) >= 2
    assert {type(value) for step in steps for value in step.values()} == {str}


def test_warning_is_told_and_when_it_was_read(cadre, branch):
    closing = builders.make_closing(branch, date(2026, 2, 1), state="closed")
    months = {"closing": closing, "months": ["2026-01", "2026-02"]}
    warning = ReviewWarning.objects.create(branch=branch, cadre=cadre, **months)
    ReviewWarning.objects.create(branch=branch, cadre=factories.CadreFactory(branch=branch), **months)
    assert reviews_of(cadre)["warnings"] == [{"id": warning.pk, "months": 2, "seen_at": None}]
    send_one(cadre.user, "seen", {"kind": "warning", "subject": warning.pk})
    [found] = reviews_of(cadre)["warnings"]
    assert found["seen_at"]


def test_warning_of_an_older_month_no_longer_stands(cadre, branch):
    closing = builders.make_closing(branch, date(2026, 2, 1), state="closed")
    ReviewWarning.objects.create(branch=branch, cadre=cadre, closing=closing, months=["2026-02"])
    builders.make_closing(branch, date(2026, 3, 1), state="closed")
    assert reviews_of(cadre)["warnings"] == []
