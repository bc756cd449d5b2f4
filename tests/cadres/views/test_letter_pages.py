"""Pages of letters: few at once, many in the background, each logged; other branches see nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.documents import AGREEMENT_LETTER, ASSIGNMENT_LETTER
from cadres.letters import AT_ONCE, letter_of
from cadres.models import LetterBundle
from kaderjkn.common.jobs import execute_job
from kaderjkn.common.models import AccessLog, IssuedDocument, JobRun
from tests.cadres.builders import ending_in, make_renewal

URL = "/kader/surat/"


@pytest.fixture
def page(client_of, staff):
    return client_of(staff)


def asked(agreements, kind=ASSIGNMENT_LETTER):
    return {"kind": kind, "agreement": [one.pk for one in agreements]}


def listed(response):
    return [row["code"] for row in response.context["rows"]]


def test_list_shows_agreements_that_hold_or_will(page, branch):
    ending_in(branch, -1, code="A")
    old = ending_in(branch, 0, code="B")
    make_renewal(old, by=old.cadre.user)
    assert listed(page.get(URL)) == ["B", "B"]


def test_filters_by_letter_name_and_renewal(page, branch, staff):
    one, two = ending_in(branch, 30, code="A"), ending_in(branch, 30, code="B")
    letter_of(agreement=one, kind=ASSIGNMENT_LETTER, by=staff)
    letter_of(agreement=two, kind=AGREEMENT_LETTER, by=staff)
    renewal = make_renewal(two, by=staff)
    assert listed(page.get(URL, {"letter": "issued"})) == ["A"]
    assert listed(page.get(URL, {"letter": "missing"})) == ["B", "B"]
    assert listed(page.get(URL, {"renewal": renewal.pk})) == ["B"]
    assert listed(page.get(URL, {"q": "a"})) == ["A"]
    assert listed(page.get(URL, {"renewal": "x"})) == []


def test_few_letters_come_at_once_and_each_is_logged(page, branch, staff):
    several = [ending_in(branch, 30) for _each in range(2)]
    response = page.post(URL, asked(several))
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store")
    assert response.content.startswith(b"%PDF")
    log = AccessLog.objects.filter(by=staff, act="print", subject_kind="cadre")
    assert set(log.values_list("subject_id", flat=True)) == {one.cadre_id for one in several}


def test_many_letters_are_made_by_a_job(page, branch, staff):
    several = [ending_in(branch, 30) for _each in range(AT_ONCE + 1)]
    response = page.post(URL, asked(several))
    job = JobRun.objects.get()
    assert response.url == job.get_absolute_url()
    execute_job(job.pk)
    job.refresh_from_db()
    bundle = LetterBundle.objects.get()
    assert (job.state, job.result) == ("done", {"letters": AT_ONCE + 1})
    assert "21 surat siap diunduh." in page.get(job.get_absolute_url()).text
    assert bundle.get_absolute_url() in page.get(URL).text
    assert page.get(bundle.get_absolute_url()).content.startswith(b"%PDF")
    assert AccessLog.objects.filter(act="print").count() == AT_ONCE + 1


def test_bundle_that_was_deleted_is_not_found(page, branch):
    bundle = LetterBundle.objects.create(branch=branch, kind=ASSIGNMENT_LETTER, expires_on=branch.today())
    assert page.get(bundle.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("change", [{"kind": "x"}, {"agreement": []}, {"agreement": ["0"]}, {"agreement": ["x"]}])
def test_answer_that_is_not_understood_prints_nothing(page, branch, change):
    response = page.post(URL, asked([ending_in(branch, 30)]) | change)
    assert response.context["form"].errors
    assert not IssuedDocument.objects.exists()


def test_agreement_of_another_branch_cannot_be_chosen(page, branch, other_branch):
    assert page.post(URL, asked([ending_in(other_branch, 30)])).context["form"].errors


def test_one_row_and_three_take_the_same_queries(page, branch, staff):
    page.get(URL)
    counts = []
    for more in (1, 2):
        for _each in range(more):
            letter_of(agreement=ending_in(branch, 30), kind=ASSIGNMENT_LETTER, by=staff)
        with CaptureQueriesContext(connection) as queries:
            page.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# One agreement


def test_page_of_an_agreement_prints_and_issues_anew(page, branch):
    agreement = ending_in(branch, 30)
    url = reverse("cadres:agreement-letters", args=[agreement.pk])
    page.post(reverse("cadres:agreement-letter-pdf", args=[agreement.pk, ASSIGNMENT_LETTER]))
    page.post(url, {"is_lost": "on"})
    states = [str(row["state"][0]) for row in page.get(url).context["rows"]]
    assert states == ["Terbit", "Dicabut"]


def test_new_letter_for_an_agreement_that_is_over_is_refused_on_the_page(page, branch):
    agreement = ending_in(branch, -1)
    response = page.post(reverse("cadres:agreement-letters", args=[agreement.pk]), {})
    assert response.context["form"].errors
    assert not IssuedDocument.objects.exists()


def test_unknown_kind_is_not_found(page, branch):
    url = reverse("cadres:agreement-letter-pdf", args=[ending_in(branch, 30).pk, "surat-lain"])
    assert page.post(url).status_code == 404
