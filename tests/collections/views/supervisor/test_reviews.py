"""Reviews as office and region see them: what comes next, the notice, the decision, excused months."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kaderjkn.collections.models import ExcusedMonth, ReviewWarning
from kaderjkn.collections.reviews import deadlines
from kaderjkn.common.models import AccessLog, IssuedDocument
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
    assert warnings == [f"{cadre}: Maret 2026 – belum dibaca kader"]


def test_page_shows_facts_and_every_step(client, review):
    context = client.get(url("detail", answered(review))).context
    assert [month["cases"] for month in context["months"]] == [12]
    assert [step["title"] for step in context["steps"]] == [
        "Kader menjawab",
        "Pemberitahuan sampai kepada kader",
        "Dibuka oleh tutup buku Maret 2026",
    ]


def test_letter_is_a_pdf_with_one_number_and_each_printing_is_logged(client, review, supervisor):
    assert "sebelum memutuskan apa pun" in client.get(url("notice", review)).content.decode()
    first, again = (client.post(url("letter", review)) for _each in range(2))
    assert first.content.startswith(b"%PDF")
    assert first["Content-Disposition"] == again["Content-Disposition"]
    assert AccessLog.objects.filter(act="print", subject_id=review.pk, by=supervisor).count() == 2


def test_public_page_of_the_letter_names_nobody(client, review):
    client.post(url("letter", review))
    document = IssuedDocument.objects.get(kind="review_notice")
    page = Client().get(document.get_absolute_url()).content.decode()
    assert document.number in page
    assert review.branch.name in page
    assert review.cadre.name not in page
    assert review.cadre.code not in page


def test_letter_is_handed_over_on_a_chosen_day(client, review):
    client.post(url("handed-over", review), {"day": review.branch.today()})
    review.refresh_from_db()
    assert (review.handed_over_on, review.noticed_on) == (review.branch.today(), review.branch.today())


def test_rows_behind_a_month_name_no_family(client, review, cadre):
    case = builders.make_case(cadre, month=date(2026, 3, 1), name="Rahasia Sekali")
    builders.make_contact(case, cadre, date(2026, 3, 9), outcome="promised", promised_on=date(2026, 3, 12))
    page = client.get(reverse("collections:review-month", args=[review.pk, "2026-03"]))
    assert [row["day"] for row in page.context["contacts"]] == [date(2026, 3, 9)]
    assert [row["day"] for row in page.context["promises"]] == [date(2026, 3, 12)]
    assert "Rahasia" not in page.content.decode()


def test_region_sees_sums_and_no_link_to_rows(regional, client_of, review):
    client = client_of(regional)
    months = client.get(url("detail", review)).context["months"]
    assert [row["url"] for row in months] == [""]
    assert client.get(reverse("collections:review-month", args=[review.pk, "2026-03"])).status_code == 403
    assert client.post(url("letter", review)).status_code == 403


def test_tabs_show_what_waits(client, review, cadre, branch):
    coached = builders.make_review(
        factories.CadreFactory(branch=branch),
        state="coaching",
        reason="Didampingi",
        decided_at=timezone.now(),
        look_again_on=branch.today(),
    )
    deadlines.note_deadlines(branch)
    page = reverse("collections:review-list")
    names = {show: [row["cadre"] for row in client.get(page, {"show": show}).context["rows"]] for show in TABS}
    assert names == {"open": [str(cadre)], "coaching": [str(coached.cadre)], "due": [str(coached.cadre)], "appeal": []}


TABS = ("open", "coaching", "due", "appeal")


def test_what_was_found_when_looking_again_is_kept(client, review, supervisor):
    decided = {"state": "coaching", "reason": "Didampingi", "decided_at": timezone.now()}
    type(review).objects.update(**decided, look_again_on=review.branch.today())
    client.post(url("look-again", review), {"found": "Sudah lebih baik"})
    assert [(look.found, look.by) for look in review.looks.all()] == [("Sudah lebih baik", supervisor)]


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


def test_the_hidden_form_carries_the_whole_answer(client, review):
    asked = decide(client, answered(review), decision="coaching", look_again_on="2026-12-31")
    form = asked.context["form"]
    sent = {name: form.initial.get(name) or field.initial for name, field in form.fields.items()}
    assert (sent["decision"], sent["look_again_on"], sent["confirmed"]) == ("coaching", date(2026, 12, 31), "yes")


def test_decision_page_ends_no_partnership(client, review):
    assert "decision" in decide(client, answered(review), decision="end").context["form"].errors


def test_coaching_needs_its_day(client, review):
    assert "look_again_on" in decide(client, answered(review), decision="coaching").context["form"].errors


def test_decision_waits_for_the_answer_or_its_time(client, review):
    assert "Tunggu jawaban kader" in decide(client, review, confirmed="yes").content.decode()


# Excusing a month


def test_month_is_excused_with_a_reason_from_the_list(client, cadre):
    page = reverse("collections:month-excuse")
    data = {"cadre": cadre.pk, "month": "2026-03", "reason": "illness"}
    assert "reason" in client.post(page, data | {"reason": "malas"}).context["form"].errors
    asked = client.post(page, data)
    assert not ExcusedMonth.objects.exists()
    assert asked.context["consequences"][0] == (0, "bulan berturut-turut tanpa setoran sekarang")
    for _ in range(2):
        assert client.post(page, data | {"confirmed": "1"}).status_code == 302
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
