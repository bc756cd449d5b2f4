"""The cadre's own review: seeing it starts the time to answer; the answer is kept."""

import pytest
from django.urls import reverse

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
