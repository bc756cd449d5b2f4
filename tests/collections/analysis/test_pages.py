"""Pages of the reports: who opens which, of which branch and month; files say the same; queries do not grow."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from kaderjkn.collections.analysis.declaring import Basis, every_analysis
from kaderjkn.collections.analysis.presenting import printed_row
from kaderjkn.collections.analysis.sums.computing import summarise
from kaderjkn.collections.closing.actions import recompute
from kaderjkn.common.models import AccessLog
from tests.collections.analysis.chance_branch import BEFORE, MONTH, make_chance_branch
from tests.collections.analysis.office_facts import add_office_facts
from tests.collections.builders import make_case, make_contact, make_period
from tests.factories import BranchFactory, CadreFactory, RegionFactory, UserFactory

OF_A_BRANCH = [known for known in every_analysis() if known.is_of_one_branch]
OF_SUMS = [known.name for known in OF_A_BRANCH if known.is_of_sums]
LIVE = {known.name for known in OF_A_BRANCH if known.basis == Basis.LIVE}
ADDRESSES = [
    (known.name, "&".join(f"{name}={key}" for name, key in chosen))
    for known in OF_A_BRANCH
    for chosen in [
        [],
        *([(choice.name, key)] for choice in known.choices for key, _label in choice.options[1:]),
    ]
]


def url(name, query=""):
    return f"{reverse('collections:analysis', args=[name])}?{query}"


@pytest.fixture
def filled(branch):
    """The branch of these tests, which is the one of chance."""
    add_office_facts(make_chance_branch(1))
    for month in (BEFORE, MONTH):
        summarise(branch=branch, month=month)
    return branch


@pytest.fixture
def client(client_of, supervisor):
    return client_of(supervisor)


def shown_rows(page) -> list[list[str]]:
    """The cells of the table as the template gets them."""
    answer = page.context["answer"]
    return [printed_row(answer, row) for row in answer.rows]


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_every_report_says_how_it_counts_and_as_of_when(client, filled, name, query):
    page = client.get(url(name, f"periode=2026-03&{query}"))
    words = page.content.decode()
    assert page.context["answer"].rows
    assert "Angka per" in words
    assert ("periode terbuka, angka sementara" in words) == (name not in LIVE)
    assert all(str(each.meaning)[:30] in words for each in page.context["answer"].definitions)
    assert '<th scope="row"' in words
    assert '<th scope="col"' in words


@pytest.mark.parametrize("name", [known.name for known in OF_A_BRANCH])
def test_before_the_first_list_a_report_says_how_to_begin(client, branch, name):
    assert "Belum ada periode" in client.get(url(name)).content.decode()


@pytest.mark.parametrize("name", OF_SUMS)
def test_month_without_sums_says_so_and_offers_to_compute(client, branch, name):
    make_period(branch, MONTH)
    words = client.get(url(name)).content.decode()
    assert "Angka bulan ini belum dijumlahkan" in words
    assert "Hitung sekarang" in words


def test_sums_of_another_list_or_closing_are_said_to_be_old(client, filled):
    address = url("kolektabilitas", "periode=2026-03")
    assert "berubah sesudah" not in client.get(address).content.decode()
    recompute(branch=filled, month=MONTH)
    assert "berubah sesudah" in client.get(address).content.decode()


def test_index_shows_every_report_below_its_subject(client, branch):
    words = client.get(reverse("collections:analysis-list")).content.decode()
    assert all(url(known.name).rstrip("?") in words for known in OF_A_BRANCH)
    assert url("perbandingan-cabang").rstrip("?") not in words


def test_admin_area_leads_to_the_reports_of_supervisors_only(client, client_of, admin_user):
    link = reverse("collections:analysis-list")
    assert link in client.get("/admin/").content.decode()
    assert link not in client_of(admin_user).get("/admin/").content.decode()


# Of which branch


def test_what_is_not_offered_is_not_found(client, filled, other_branch):
    for query in ("cabang=0904", "periode=2020-01", "sebelum=99", "per=nama", "kecamatan=99.99.99", "nilai=x"):
        assert client.get(url("tunggakan-wilayah", query)).status_code == 404
    assert client.get(url("corong", "periode=2026-03&kader=K999")).status_code == 404
    assert client.get(url("tidak-ada")).status_code == 404


def test_supervisor_never_sees_another_branch(client_of, filled, other_branch):
    make_period(other_branch, MONTH)
    other = client_of(UserFactory(role="supervisor", branch=other_branch))
    answer = other.get(url("tunggakan-wilayah", "periode=2026-03")).context["answer"]
    assert answer.rows == []


def test_region_reads_its_branches_without_ways_to_people(client_of, filled, regional, other_branch):
    client = client_of(regional)
    for name in ("corong", "kolektabilitas", "waktu-bayar", "tunggakan-umur"):
        page = client.get(url(name, "periode=2026-03&cabang=0905"))
        answer = page.context["answer"]
        assert answer.rows
        assert not any(row.get(key) for row in answer.rows for key in answer.links.values())
        assert "Hitung" not in page.content.decode()
    strangers = BranchFactory(code="0801", region=RegionFactory(name="Kedeputian Wilayah II"))
    assert client.get(url("corong", f"cabang={strangers.code}")).status_code == 404


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_others_are_refused(client_of, branch, role):
    user = UserFactory(role=role, **({"branch": branch} if role == "staff" else {}))
    assert client_of(user).get(url("corong")).status_code == 403
    assert client_of(user).post(reverse("collections:analysis-refresh")).status_code == 403


# Files


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_workbook_holds_the_figures_of_the_page(client, filled, name, query):
    address = f"periode=2026-03&{query}"
    page = client.get(url(name, address))
    answer = page.context["answer"]
    sheet = load_workbook(io.BytesIO(client.get(url(name, f"{address}&format=xlsx")).content)).active
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    width = len(answer.columns)
    assert lines[0][:width] == [str(column.label) for column in answer.columns]
    for line, row in zip(lines[1:], answer.rows, strict=False):
        for cell, column in zip(line, answer.columns, strict=False):
            value = row.get(column.key)
            if isinstance(value, int):
                assert cell == value
            elif column.kind == "date" and value is not None:
                assert cell.date() == value
            elif column.kind == "rate" and value is not None:
                assert abs(cell - float(value)) < 0.00006
            else:
                assert cell == (str(value) if value not in {None, ""} else None)
    assert any("Angka per" in str(line[0]) for line in lines)


@pytest.mark.parametrize("name", [known.name for known in OF_A_BRANCH])
def test_paper_holds_the_figures_of_the_page(client, filled, name):
    page = client.get(url(name, "periode=2026-03"))
    response = client.get(url(name, "periode=2026-03&format=pdf"))
    assert response["Content-Type"] == "application/pdf"
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(response.content)).pages).split())
    for row in shown_rows(page):
        for cell in row[1:]:
            assert cell in text
    assert "Angka per" in text


def test_file_is_noted_in_the_access_log(client, supervisor, filled):
    client.get(url("corong", "periode=2026-03&format=pdf"))
    log = AccessLog.objects.get()
    assert (log.by, log.act, log.branch) == (supervisor, "export", filled)
    assert "2026-03 (pdf)" in log.reason


def test_formula_in_a_name_stays_text(client, branch, cadre):
    cadre.name = '=HYPERLINK("http://a")'
    cadre.save()
    make_case(cadre, month=MONTH)
    recompute(branch=branch, month=MONTH)
    summarise(branch=branch, month=MONTH)
    file = client.get(url("kolektabilitas", "periode=2026-03&format=xlsx")).content
    cell = load_workbook(io.BytesIO(file)).active["A2"]
    assert (cell.value, cell.data_type) == (f"{cadre.code} {cadre.name}", "s")


def test_long_table_comes_in_pages_and_whole_in_files(client, branch, monkeypatch):
    monkeypatch.setattr("kaderjkn.collections.analysis.views.PER_PAGE", 2)
    for _turn in range(3):
        make_case(CadreFactory(branch=branch), month=MONTH)
    summarise(branch=branch, month=MONTH)
    address = url("corong", "periode=2026-03&per=kelurahan&page=2")
    words = client.get(address).content.decode()
    assert words.count('<th scope="row"') == 1 + 1  # one row, and the sum of all
    assert "3–3 dari 3" in words
    file = client.get(f"{address}&format=xlsx").content
    names = [cell.value for cell in load_workbook(io.BytesIO(file)).active["A"]]
    assert names.index("Jumlah") == 4


# Queries


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_queries_do_not_grow_with_rows(client, branch, name, query):
    def add(count):
        for _turn in range(count):
            cadre = CadreFactory(branch=branch, agreement_from=date(2026, 1, 1))
            make_contact(make_case(cadre, month=MONTH), cadre, MONTH)
        recompute(branch=branch, month=MONTH)
        summarise(branch=branch, month=MONTH)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(url(name, f"periode=2026-03&{query}")).status_code == 200
        return len(found)

    add(1)
    first = queries()
    add(3)
    assert queries() == first <= 30
