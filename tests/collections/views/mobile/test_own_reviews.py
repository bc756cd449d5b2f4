"""The cadre's own review: seeing it starts the time to answer; the answer is kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kaderjkn.collections.models import ReviewWarning
from kaderjkn.collections.reviews.deadlines import note_deadlines
from tests import factories
from tests.collections import builders


@pytest.fixture
def client(cadre, client_of):
    return client_of(cadre.user)


@pytest.fixture
def review(cadre):
    return builders.make_review(cadre)


@pytest.fixture
def url(review):
    return reverse("collections:own-review", args=[review.pk])


def test_opening_the_page_is_seeing_the_notice(client, review, url, cadre):
    client.get(url)
    review.refresh_from_db()
    assert review.noticed_on == cadre.branch.today()


def test_answer_is_stored_and_can_be_changed(client, review, url):
    for text in ("Saya sakit", "Saya sakit sejak Maret"):
        assert client.post(url, {"text": text}).status_code == 302
    review.refresh_from_db()
    assert review.answer == "Saya sakit sejak Maret"


def test_empty_answer_asks_again(client, review, url):
    assert "text" in client.post(url, {"text": " "}).context["form"].errors


def test_facts_are_shown(client, review, url):
    assert [row.cases for row in client.get(url).context["review"].months.all()] == [12]


def test_decided_review_takes_no_answer(client, cadre, review, url, supervisor):
    from django.utils import timezone

    type(review).objects.update(state="continue", reason="Baik", decided_at=timezone.now(), decided_by=supervisor)
    page = client.get(url)
    assert not page.context["can_answer"]
    assert "Baik" in page.content.decode()


def test_review_of_another_cadre_is_not_found(client, branch):
    other = builders.make_review(factories.CadreFactory(branch=branch))
    assert client.get(reverse("collections:own-review", args=[other.pk])).status_code == 404


def test_list_of_own_reviews(client, cadre, branch, review):
    builders.make_review(factories.CadreFactory(branch=branch))
    assert [row["review"] for row in client.get("/tinjauan-saya/").context["rows"]] == [review]


def test_phone_says_that_the_time_to_answer_is_running_out(client, review, url, branch):
    type(review).objects.update(noticed_on=branch.today() - timedelta(days=6))
    note_deadlines(branch)
    assert client.get(url).context["is_ending"]
    assert "Waktu menjawab hampir habis" in client.get(reverse("collections:own-month")).content.decode()
    client.post(url, {"text": "Saya sakit", "obstacles": ["illness"]})
    assert not client.get(url).context["is_ending"]


def test_the_cadre_sees_the_same_months_as_the_office(client, review, url, supervisor, client_of):
    own = client.get(url).context["months"]
    office = client_of(supervisor).get(review.get_absolute_url()).context["months"]
    assert [{**row, "url": ""} for row in own] == [{**row, "url": ""} for row in office]


def test_rows_behind_a_month_are_those_of_the_review(client, review):
    pages = {
        month: client.get(reverse("collections:own-review-month", args=[review.pk, month])).status_code
        for month in ("2026-02", "2026-03", "2026-04")
    }
    assert pages == {"2026-02": 404, "2026-03": 200, "2026-04": 404}


def test_warning_is_said_to_be_read(client, branch, cadre):
    closing = builders.make_closing(branch, date(2026, 2, 1), state="closed")
    warning = ReviewWarning.objects.create(branch=branch, cadre=cadre, closing=closing, months=["2026-02"])
    seen_url = reverse("collections:own-warning-seen", args=[warning.pk])
    assert seen_url in client.get(reverse("collections:own-reviews")).content.decode()
    assert client.post(seen_url).status_code == 302
    warning.refresh_from_db()
    assert warning.seen_at is not None
    assert seen_url not in client.get(reverse("collections:own-reviews")).content.decode()
