"""Reviews as office and region see them: what comes next, the notice, the decision, excused months."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kaderjkn.collections.models import ExcusedMonth, ReviewWarning
from tests import factories
from tests.collections import builders


@pytest.fixture
def review(cadre):
    return builders.make_review(cadre)


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


def url(name, review):
    return reverse(f"collections:review-{name}", args=[review.pk])


def answered(review):
    review.answer, review.answered_at, review.noticed_on = "Saya sakit", timezone.now(), review.branch.today()
    review.save()
    return review


# List and page


def next_step(client):
    return client.get(reverse("collections:review-list")).context["rows"][0]["step"]


def test_list_says_what_an_open_review_waits_for(client, review):
    today = review.branch.today()
    assert next_step(client) == "Sampaikan pemberitahuan kepada kader"
    type(review).objects.update(noticed_on=today)
    assert next_step(client).startswith("Menunggu jawaban sampai")
    type(review).objects.update(noticed_on=today - timedelta(days=7))
    assert next_step(client).startswith("Menunggu jawaban sampai")
    type(review).objects.update(noticed_on=today - timedelta(days=8))
    assert next_step(client) == "Siap diputuskan: waktu menjawab habis"
    answered(review)
    assert next_step(client) == "Siap diputuskan: kader sudah menjawab"


def test_region_reads_the_reviews_of_its_branches(regional, client_of, review, other_branch):
    builders.make_review(factories.CadreFactory(branch=other_branch))
    client = client_of(regional)
    assert len(client.get(reverse("collections:review-list")).context["rows"]) == 2
    page = client.get(url("detail", review))
    assert page.status_code == 200
    assert url("decide", review) not in page.content.decode()


def test_warnings_are_those_of_the_newest_closed_month(client, branch, cadre):
    for month in (date(2026, 2, 1), date(2026, 3, 1)):
        closing = builders.make_closing(branch, month, state="closed")
        ReviewWarning.objects.create(branch=branch, cadre=cadre, closing=closing, months=[f"{month:%Y-%m}"])
    warnings = client.get(reverse("collections:review-list")).context["warnings"]
    assert [warning.months for warning in warnings] == [["2026-03"]]


def test_page_shows_facts_and_every_step(client, review):
    context = client.get(url("detail", answered(review))).context
    assert [month.cases for month in context["months"]] == [12]
    assert [step["title"] for step in context["steps"]] == [
        "Kader menjawab",
        "Pemberitahuan sampai kepada kader",
        "Dibuka oleh tutup buku Maret 2026",
    ]


def test_notice_can_be_printed_and_handed_over(client, review):
    assert "sebelum memutuskan apa pun" in client.get(url("notice", review)).content.decode()
    client.post(url("handed-over", review))
    review.refresh_from_db()
    assert review.noticed_on == review.branch.today()
    assert client.get(url("handed-over", review)).status_code == 405


def test_review_of_another_branch_is_not_found(client, other_branch):
    review = builders.make_review(factories.CadreFactory(branch=other_branch))
    for name in ("detail", "notice", "decide"):
        assert client.get(url(name, review)).status_code == 404


# Deciding


def decide(client, review, **data):
    return client.post(url("decide", review), {"decision": "continue", "reason": "Kader sakit"} | data)


def test_decision_is_asked_once_more_and_then_stored(client, review, supervisor):
    asked = decide(client, answered(review))
    assert "Simpan keputusan ini?" in asked.content.decode()
    review.refresh_from_db()
    assert review.state == "open"
    assert decide(client, review, confirmed="yes").status_code == 302
    review.refresh_from_db()
    assert (review.state, review.reason, review.decided_by) == ("continue", "Kader sakit", supervisor)


def test_the_hidden_form_carries_the_whole_answer(client, review, branch):
    successor = factories.CadreFactory(branch=branch, agreement_from=date(2026, 1, 1))
    asked = decide(client, answered(review), decision="end", ends_on="2026-12-01", hand_over_to=successor.pk)
    form = asked.context["form"]
    sent = {name: form.initial.get(name) or field.initial for name, field in form.fields.items()}
    assert (sent["decision"], sent["ends_on"], sent["hand_over_to"]) == ("end", date(2026, 12, 1), successor)
    assert sent["confirmed"] == "yes"


def test_ending_says_how_many_cases_change_hands(client, review, cadre):
    for _ in range(2):
        builders.make_case(cadre)
    asked = decide(client, answered(review), decision="end", ends_on="2026-12-01")
    assert asked.context["consequences"][1] == (2, "binaan menjadi belum dipegang siapa pun")


@pytest.mark.parametrize(("decision", "field"), [("coaching", "look_again_on"), ("end", "ends_on")])
def test_decision_needs_its_day(client, review, decision, field):
    assert field in decide(client, answered(review), decision=decision).context["form"].errors


def test_decision_waits_for_the_answer_or_its_time(client, review):
    assert "Tunggu jawaban kader" in decide(client, review, confirmed="yes").content.decode()


def test_successor_is_another_cadre_of_the_branch_with_agreement(client, review, branch, other_branch):
    successor = factories.CadreFactory(branch=branch, agreement_from=date(2026, 1, 1))
    factories.CadreFactory(branch=branch)
    factories.CadreFactory(branch=other_branch, agreement_from=date(2026, 1, 1))
    form = client.get(url("decide", review)).context["form"]
    assert list(form.fields["hand_over_to"].queryset) == [successor]


# Excusing a month


def test_month_is_excused_with_a_reason_from_the_list(client, cadre):
    page = reverse("collections:month-excuse")
    data = {"cadre": cadre.pk, "month": "2026-03", "reason": "illness"}
    assert "reason" in client.post(page, data | {"reason": "malas"}).context["form"].errors
    for _ in range(2):
        assert client.post(page, data).status_code == 302
    excused = ExcusedMonth.objects.get()
    assert (excused.cadre, excused.month, excused.reason) == (cadre, date(2026, 3, 1), "illness")


def test_cadre_of_another_branch_cannot_be_excused(client, other_branch):
    other = factories.CadreFactory(branch=other_branch)
    response = client.post(
        reverse("collections:month-excuse"), {"cadre": other.pk, "month": "2026-03", "reason": "illness"}
    )
    assert "cadre" in response.context["form"].errors


def test_same_queries_for_one_review_and_three(client, branch, review, django_assert_max_num_queries):
    page = reverse("collections:review-list")
    with django_assert_max_num_queries(100) as one:
        client.get(page)
    for _ in range(2):
        builders.make_review(factories.CadreFactory(branch=branch))
    with django_assert_max_num_queries(len(one)):
        client.get(page)
