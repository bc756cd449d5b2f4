"""A list as a file: what the page shows, in its order and columns, masked, safe from formulas, and one's own."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from kaderjkn.common.formatting import mask_tail
from kaderjkn.common.jobs import execute_job
from kaderjkn.common.lists import exporting
from kaderjkn.common.lists.asking import Asked
from kaderjkn.common.models import AccessLog, JobRun, ListExport, Period
from kaderjkn.common.months import add_months, month_text
from tests.collections.builders import make_case, make_payment, month_of
from tests.factories import CadreFactory, UserFactory


@pytest.fixture
def client(client_of, staff):
    return client_of(staff)


def export(client, name="binaan", query="", file_format="csv") -> ListExport:
    """Press the button and let the worker do its work."""
    client.post(reverse("list-export-start", args=[name]), {"query": query, "format": file_format})
    job = JobRun.objects.filter(kind="export_list").first()
    execute_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    return ListExport.objects.get(pk=job.subject)


def downloaded(client, made: ListExport) -> bytes:
    return b"".join(client.get(reverse("list-export-file", args=[made.pk])).streaming_content)


def table(client, made: ListExport) -> list[list[str]]:
    return list(csv.reader(io.StringIO(downloaded(client, made).decode("utf-8-sig"))))


@pytest.mark.parametrize("query", ["", "months=4-6", "sort=amount", "sort=-months&col=cadre_code", "q=siti"])
def test_file_has_the_rows_order_and_columns_of_the_page(client, branch, monkeypatch, query):
    monkeypatch.setattr(exporting, "CHUNK", 2)
    for number in range(5):
        make_case(CadreFactory(branch=branch), months=5 + number, target=(number % 3 + 1) * 100_000)
    page = client.get(f"{reverse('collections:case-list')}?{query}")
    asked: Asked = page.context["asked"]
    headings, *rows = table(client, export(client, query=query))
    assert headings == [column.file_heading for column in asked.columns]
    shown = [[exporting.file_value(row[column.key]) for column in asked.columns] for row in page.context["rows"]]
    assert rows == [["" if value is None else str(value) for value in row] for row in shown]


def test_file_is_of_the_month_that_was_shown_when_it_was_asked_for(client, branch, cadre):
    month = month_of(branch)
    before = add_months(month, -1)
    case = make_case(cadre, month=before)
    client.post(reverse("list-export-start", args=["binaan"]), {"query": "col=key", "format": "csv"})
    Period.objects.create(branch=branch, month=month)
    execute_job(JobRun.objects.get(kind="export_list").pk)
    made = ListExport.objects.get()
    assert made.query == f"col=key&month={month_text(before)}"
    assert [row[1] for row in table(client, made)] == ["kk", mask_tail(case.key)]


def test_file_has_what_comes_late_on_the_page(client, cadre):
    make_case(cadre)
    (_headings, row) = table(client, export(client, name="kader", query="col=cases"))
    assert row == [cadre.code, cadre.name, "1"]


def test_numbers_stay_numbers_and_identifiers_text(client, cadre):
    make_case(cadre, target=350_000)
    made = export(client, query="col=amount&col=key", file_format="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(client, made))).active
    (_name, key, amount) = list(sheet.iter_rows(values_only=True))[1]
    assert amount == 350_000
    assert isinstance(key, str)


@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(client, branch, formula):
    make_case(CadreFactory(branch=branch, name=formula))
    (_heading, row) = table(client, export(client, query="col=cadre"))
    assert row[1] == f"'{formula}"
    made = export(client, query="col=cadre&sort=amount", file_format="xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(downloaded(client, made))).active["B2"]
    assert (cell.data_type, str(cell.value).strip("\t")) == ("s", formula.strip("\t"))


def test_a_reference_that_looks_like_a_formula_is_disarmed(client, cadre):
    payment = make_payment(make_case(cadre), make_case(cadre).month, 50_000)
    payment.reference = "=HYPERLINK(1)"
    payment.save()
    (_headings, row) = table(client, export(client, name="pembayaran"))
    assert row[0] == "'=HYPERLINK(1)"


def test_file_is_masked_and_taking_it_is_logged(client, staff, cadre):
    case = make_case(cadre, name="Siti Aminah")
    text = downloaded(client, export(client)).decode()
    assert not [secret for secret in ("Aminah", case.key, case.head_card) if secret in text]
    entry = AccessLog.objects.get(act="export")
    assert (entry.by, entry.reason) == (staff, "Ekspor daftar Binaan (csv)")


def test_file_is_nobody_elses(client, client_of, branch, other_branch, cadre):
    make_case(cadre)
    made = export(client)
    for person in (UserFactory(role="supervisor", branch=branch), UserFactory(role="staff", branch=other_branch)):
        for name in ("list-export", "list-export-file"):
            assert client_of(person).get(reverse(name, args=[made.pk])).status_code == 404


def test_job_run_again_makes_the_file_anew(client, cadre):
    make_case(cadre)
    made = export(client)
    before = made.stored_file
    job = JobRun.objects.create(branch=made.branch, kind="export_list", subject=made.pk, by=made.user)
    execute_job(job.pk)
    made.refresh_from_db()
    assert made.stored_file != before
    assert len(table(client, made)) == 2


def test_somebody_who_has_left_gets_no_file(client, staff, cadre):
    make_case(cadre)
    client.post(reverse("list-export-start", args=["binaan"]), {"query": "", "format": "csv"})
    staff.is_active = False
    staff.save()
    job = JobRun.objects.get(kind="export_list")
    execute_job(job.pk)
    job.refresh_from_db()
    assert (job.state, ListExport.objects.get().stored_file) == ("failed", "")


@pytest.mark.parametrize(
    ("query", "file_format", "words"), [("", "exe", "Format"), ("months=kemarin", "csv", "Saringan")]
)
def test_what_cannot_be_exported_is_refused_with_a_sentence(client, query, file_format, words):
    url = reverse("list-export-start", args=["binaan"])
    answer = client.post(url, {"query": query, "format": file_format}, follow=True)
    assert words in answer.content.decode()
    assert not ListExport.objects.exists()


def test_file_and_search_go_after_the_last_day(client, branch, cadre):
    make_case(cadre)
    made = export(client, query="q=siti")
    assert exporting.delete_expired_exports() == 0
    ListExport.objects.update(expires_on=branch.today() - timedelta(days=2))
    assert exporting.delete_expired_exports() == 1
    made.refresh_from_db()
    assert (made.stored_file, made.query) == ("", "")
    assert client.get(reverse("list-export-file", args=[made.pk])).status_code == 404
    assert "sudah dihapus" in client.get(reverse("list-export", args=[made.pk])).content.decode()


def test_unknown_list_is_not_found(client):
    assert client.post(reverse("list-export-start", args=["rahasia"]), {"format": "csv"}).status_code == 404
