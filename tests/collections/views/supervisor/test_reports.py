"""Report pages: who reads which, for which branch and month; files are logged, and asked a reason for."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kaderjkn.collections.reports.registry import report_names
from kaderjkn.common.models import AccessLog
from tests import factories
from tests.collections import builders

MONTH = date(2026, 3, 1)


@pytest.fixture
def client(supervisor, client_of):
    return client_of(supervisor)


def url(name, query=""):
    return reverse("collections:report-detail", args=[name]) + query


def content(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("name", report_names())
def test_every_report_opens_with_and_without_months(client, cadre, name):
    assert client.get(url(name)).status_code == 200
    builders.make_figure(builders.make_closing(cadre.branch, MONTH), cadre)
    builders.make_case(cadre, month=MONTH)
    page = client.get(url(name, "?periode=2026-03"))
    assert str(page.context["report"].definition) in page.content.decode()
    assert "Angka per" in page.content.decode()


def test_figures_of_the_closing_say_when_they_were_computed(client, branch):
    builders.make_period(branch, MONTH)
    assert "Angka belum dihitung" in client.get(url("collectability")).content.decode()


def test_cadres_stand_with_name_and_sum(client, cadre):
    closing = builders.make_closing(cadre.branch, MONTH)
    for each in (cadre, factories.CadreFactory(branch=cadre.branch)):
        builders.make_figure(closing, each)
    context = client.get(url("collectability")).context
    assert context["rows"][0]["cadre"] == f"{cadre.code} {cadre.name}"
    assert (context["total"]["collected"], float(context["total"]["rate"])) == (1_200_000, 0.5)


def test_identifiers_are_masked_on_screen(client, cadre):
    case = builders.make_case(cadre, month=MONTH)
    page = client.get(url("cases")).content.decode()
    assert case.key not in page
    assert case.key[-4:] in page


# Files


def test_csv_is_plain_and_logged(client, cadre, supervisor):
    builders.make_figure(builders.make_closing(cadre.branch, MONTH), cadre)
    response = client.get(url("collectability", "?format=csv"))
    assert 'filename="collectability-0905-2026-03.csv"' in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))
    assert rows == [
        ["cadre", "cases", "target", "collected", "rate", "paying", "settled", "late_collected"],
        [cadre.code, "2", "1200000", "600000", "0.5000", "1", "1", "0"],
    ]
    log = AccessLog.objects.get()
    assert (log.act, log.by, log.subject_kind) == ("export", supervisor, "report")


def test_xlsx_keeps_codes_as_text_and_figures_as_numbers(client, cadre):
    builders.make_figure(builders.make_closing(cadre.branch, MONTH), cadre)
    book = load_workbook(io.BytesIO(content(client.get(url("collectability", "?format=xlsx")))))
    assert [cell.value for cell in book.active[2]][:5] == [cadre.code, 2, 1_200_000, 600_000, 0.5]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_files_are_safe_from_formulas(client, cadre, file_format):
    case = builders.make_case(cadre, month=MONTH)
    fields = {"household": None, "matched_by": "", "listed_month": None, "channel": "=1+1"}
    builders.make_payment(case, date(2026, 3, 5), 1000, **fields)
    data = {"format": file_format, "reason": "rapat bulanan"}
    raw = content(client.post(url("unmatched-payments", "?periode=2026-03"), data))
    if file_format == "csv":
        assert ",'=1+1," in raw.decode()
    else:
        cell = load_workbook(io.BytesIO(raw)).active["E2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_file_with_people_needs_a_reason(client, cadre):
    case = builders.make_case(cadre, month=MONTH)
    assert client.get(url("cases", "?format=csv"))["Content-Type"].startswith("text/html")
    assert "reason" in client.post(url("cases"), {"format": "csv"}).context["export_form"].errors
    assert not AccessLog.objects.exists()
    response = client.post(url("cases"), {"format": "csv", "reason": "rapat bulanan"})
    assert case.key in content(response).decode()
    assert AccessLog.objects.get().reason.endswith("rapat bulanan")


def test_posting_is_only_for_files_with_people(client, branch):
    builders.make_period(branch, MONTH)
    assert client.post(url("collectability"), {"format": "csv", "reason": "rapat"}).status_code == 405


# Who reads what


@pytest.mark.parametrize("name", ["cases", "rewards", "unmatched-payments"])
def test_region_does_not_read_what_is_about_persons(regional, client_of, branch, name):
    builders.make_period(branch, MONTH)
    client = client_of(regional)
    assert client.get(url(name)).status_code == client.post(url(name), {}).status_code == 403
    assert url(name) not in client.get(reverse("collections:report-list")).content.decode()


def test_region_reads_each_of_its_branches_and_no_other(regional, client_of, branch, other_branch):
    for each in (branch, other_branch):
        builders.make_period(each, MONTH)
    stranger = factories.BranchFactory(region=factories.RegionFactory(name="Jauh"))
    client = client_of(regional)
    for each in (branch, other_branch):
        assert client.get(url("collectability", f"?cabang={each.code}")).context["branch"] == each
    assert client.get(url("collectability", f"?cabang={stranger.code}")).status_code == 404


def test_office_reads_its_own_branch_only(client, branch, other_branch):
    assert client.get(url("collectability", f"?cabang={other_branch.code}")).status_code == 404


def test_unknown_report_or_month_is_not_found(client, branch):
    assert client.get(url("nothing")).status_code == 404
    assert client.get(url("cases", "?periode=2026-03")).status_code == 404


def test_same_queries_for_one_row_and_three(client, cadre, django_assert_max_num_queries):
    builders.make_case(cadre, month=MONTH)
    with django_assert_max_num_queries(100) as one:
        client.get(url("cases"))
    for _ in range(2):
        builders.make_case(cadre, month=MONTH)
    with django_assert_max_num_queries(len(one)):
        client.get(url("cases"))
