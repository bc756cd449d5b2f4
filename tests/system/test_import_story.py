"""A browser story: a list with a bad row is read, mended, applied and taken back."""

import openpyxl
import pytest
from django.apps import apps
from django.urls import reverse
from playwright.sync_api import expect

from arrears import reference
from arrears.models import ArrearsList, ListRow
from kaderjkn.common import jobs
from kaderjkn.common.models import ImportRun, JobRun
from tests.factories import PASSWORD, AreaFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LIST = """no_kk,noka,nama,kepala,kelas,kelurahan,bulan_menunggak,jml_tunggakan
3172000000000011,0001111111111,SITI AMINAH,Y,3,Koja,6,210000
3172000000000011,0001111111112,BUDI,T,3,Koja,6,210000
3172000000000022,0001111111113,RINA,Y,1,Koja,enam,900000
"""


@pytest.fixture
def signed_in(page, live_server, staff, branch):
    reference.load(apps)  # an earlier test may have emptied the tables
    AreaFactory(branch=branch, name="Koja", code="31.72.03.1001")
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    return page


def test_list_is_mended_applied_and_taken_back(signed_in, live_server, tmp_path):
    page = signed_in
    when_a_list_is_uploaded(page, live_server, tmp_path)
    then_the_preview_shows_one_family_and_one_rejected_row(page)
    mended = given_the_rejected_row_mended(page, tmp_path)
    when_the_mended_row_is_uploaded(page, mended)
    then_the_preview_shows_both_families(page)
    when_pressed(page, "Terapkan")
    expect(page.locator("main")).to_contain_text("Diterapkan")
    assert sorted(ListRow.objects.values_list("name", flat=True)) == ["BUDI", "RINA", "SITI AMINAH"]
    when_taken_back(page)
    assert not ArrearsList.objects.in_force().exists()
    assert sorted(ImportRun.objects.values_list("state", flat=True)) == ["discarded", "undone"]


def when_a_list_is_uploaded(page, live_server, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text(LIST)
    page.goto(live_server.url + reverse("import-upload", args=["arrears"]))
    page.fill("#id_month", "2026-11")
    page.fill("#id_data_date", "2026-11-02")
    page.set_input_files("#id_file", path)
    page.click("form.form-panel button[type=submit]")
    expect(page.locator("main")).to_contain_text("sedang dikerjakan")
    finish_jobs(page)


def finish_jobs(page):
    """What the worker would do meanwhile; the page finds out by itself."""
    for job in JobRun.objects.active():
        jobs.execute_job(job.pk)
    expect(page.locator("main")).not_to_contain_text("sedang dikerjakan", timeout=10_000)


def then_the_preview_shows_one_family_and_one_rejected_row(page):
    expect(page.locator("main")).to_contain_text("Perubahan pada daftar")
    expect(page.locator(".issue").first).to_contain_text("bukan bilangan bulat")
    expect(figure(page, "Keluarga baru")).to_have_text("1")
    expect(figure(page, "Ditolak")).to_have_text("1")


def figure(page, label: str):
    return page.locator(f"main .stat:has-text('{label}') .stat-value").first


def given_the_rejected_row_mended(page, tmp_path):
    with page.expect_download() as download:
        page.click("text=Unduh baris yang ditolak")
    path = tmp_path / "ditolak.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book.active[1]]
    assert (names[0], names[-1], book.active.max_row) == ("baris", "alasan_ditolak", 2)
    book.active.cell(2, names.index("bulan_menunggak") + 1).value = "6"
    book.save(path)
    return path


def when_the_mended_row_is_uploaded(page, path):
    page.click("text=Unggah perbaikan")
    page.set_input_files("#id_file", path)
    page.click("form.form-panel button[type=submit]")
    finish_jobs(page)


def then_the_preview_shows_both_families(page):
    expect(figure(page, "Keluarga baru")).to_have_text("2")
    expect(figure(page, "Ditolak")).to_have_text("0")


def when_pressed(page, label):
    page.click(f"main button:has-text('{label}')")
    finish_jobs(page)


def when_taken_back(page):
    page.click("text=Batalkan impor")
    page.click("main button:has-text('Batalkan impor')")
    finish_jobs(page)
    expect(page.locator("main")).to_contain_text("Dibatalkan")
