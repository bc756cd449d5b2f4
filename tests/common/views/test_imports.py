"""The import pages, as a member of staff goes through them."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arrears.models import ArrearsList, BranchPolicy
from kaderjkn.common import jobs
from kaderjkn.common.enums import ImportState
from kaderjkn.common.imports.retention import delete_expired_files
from kaderjkn.common.models import AccessLog, ImportRun, JobRun
from tests.common.views.conftest import LIST
from tests.factories import UserFactory


def page(client, run):
    return client.get(reverse("import-detail", args=[run.pk])).content.decode()


def press(client, name, run):
    return client.post(reverse(name, args=[run.pk]))


def finish_jobs():
    for job in JobRun.objects.active():
        jobs.execute_job(job.pk)


# Upload and check


def test_upload_is_stored_encrypted_and_nothing_is_written(upload):
    job = upload()
    run = ImportRun.objects.get(pk=job.subject)
    stored = (Path(settings.MEDIA_ROOT) / run.stored_file).read_bytes()
    assert (job.kind, run.state, run.file_name) == ("check_import", ImportState.UPLOADED, "daftar.csv")
    assert b"SITI" not in stored
    assert not ArrearsList.objects.exists()


def test_check_shows_counts_and_examples_and_writes_nothing(checked, client_of, staff):
    run = checked()
    text = page(client_of(staff), run)
    assert (run.state, run.rows_read, run.rows_accepted, run.rows_rejected) == (ImportState.CHECKED, 3, 2, 1)
    assert "Terapkan" in text
    assert "Baris 4" in text
    assert "bulan_menunggak" in text
    assert "SITI" not in text
    assert not ArrearsList.objects.exists()


def test_bad_file_is_refused_with_its_sentence(checked, client_of, staff):
    run = checked(b"ini bukan daftar\n", name="surat.csv")
    assert run.state == ImportState.REFUSED
    assert run.message in page(client_of(staff), run)
    assert JobRun.objects.get(subject=run.pk).state == "done"


def test_zip_bomb_is_refused_with_its_sentence(checked):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 80_000_000)
    run = checked(packed.getvalue(), name="daftar.xlsx")
    assert run.state == ImportState.REFUSED
    assert run.message


def test_other_kinds_of_file_are_refused_in_the_form(upload):
    response = upload(name="daftar.pdf")
    assert response.status_code == 200
    assert "bukan CSV atau XLSX" in response.content.decode()


def test_too_large_file_is_refused_in_the_form(upload, settings):
    settings.UPLOAD_MAX_BYTES = 10
    assert "lebih besar" in upload().content.decode()


def test_period_must_be_a_month(upload):
    assert "2026-11" in upload(month="November").context["form"].errors["month"][0]


@pytest.mark.parametrize("kind", ["rahasia", "policies", "reward_schemes"])
def test_unknown_kind_is_not_found_nor_are_settings_that_a_second_person_approves(client_of, supervisor, kind):
    assert client_of(supervisor).get(reverse("import-upload", args=[kind])).status_code == 404


# Apply, throw away, take back


def test_applied_twice_is_applied_once(checked, client_of, staff):
    run, client = checked(), client_of(staff)
    press(client, "import-apply", run)
    press(client, "import-apply", run)
    assert JobRun.objects.filter(kind="apply_import").count() == 1
    finish_jobs()
    press(client, "import-apply", run)
    finish_jobs()
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED
    assert ArrearsList.objects.get().run == run
    assert ArrearsList.objects.get().data_date == date(2026, 11, 2)


def test_result_page_counts_what_was_done(checked, client_of, staff):
    run, client = checked(), client_of(staff)
    press(client, "import-apply", run)
    finish_jobs()
    text = page(client, run)
    assert "Yang berubah" in text
    assert "Terapkan" not in text


def test_applying_knows_what_the_check_has_read(checked, client_of, supervisor):
    """An empty maximum means none where its column is there, and the default where it is not."""
    run = checked(b"berlaku_mulai,rehab_max_months,catatan\n2026-12-01,,x\n", kind="policies", by=supervisor)
    press(client_of(supervisor), "import-apply", run)
    finish_jobs()
    policy = BranchPolicy.objects.get(branch=run.branch)
    assert (policy.rehab_max_months, policy.rehab_max_instalments) == (None, 12)
    run.refresh_from_db()
    assert run.summary["notices"] == ["Kolom tidak dipakai: catatan"]


def test_checked_again_without_a_fault_nothing_is_left_to_mend(checked, client_of, staff):
    """What was rejected because of a wrong column comes in once the column is right."""
    run, client = checked(), client_of(staff)
    assert client.get(reverse("import-mend", args=[run.pk])).status_code == 200
    run.mapping = {"bulan_menunggak": "", "kelas": "bulan_menunggak"}
    run.save()
    press(client, "import-check", run)
    finish_jobs()
    run.refresh_from_db()
    assert (run.state, run.rows_rejected, run.rejected_file) == (ImportState.CHECKED, 0, "")
    assert client.get(reverse("import-mend", args=[run.pk])).status_code == 404


def test_discarded_file_is_gone_and_cannot_be_applied(checked, client_of, staff):
    run, client = checked(), client_of(staff)
    path = Path(settings.MEDIA_ROOT) / run.stored_file
    press(client, "import-discard", run)
    press(client, "import-apply", run)
    run.refresh_from_db()
    assert (run.state, run.stored_file, path.exists()) == (ImportState.DISCARDED, "", False)
    assert not JobRun.objects.filter(kind="apply_import").exists()


def test_undo_asks_in_numbers_and_takes_the_list_back(checked, client_of, staff):
    run, client = checked(), client_of(staff)
    press(client, "import-apply", run)
    finish_jobs()
    question = client.get(reverse("import-undo", args=[run.pk])).content.decode()
    press(client, "import-undo", run)
    finish_jobs()
    run.refresh_from_db()
    assert "baris dari berkas ini" in question
    assert (run.state, run.undone_by) == (ImportState.UNDONE, staff)
    assert client.get(reverse("import-undo", args=[run.pk])).status_code == 404


def test_same_file_again_changes_nothing_and_says_so(checked, client_of, staff):
    press(client_of(staff), "import-apply", checked())
    finish_jobs()
    again = checked()
    assert again.state == ImportState.DISCARDED
    assert "sama dengan" in page(client_of(staff), again)


# Rejected rows


def test_rejected_rows_come_as_workbook_and_the_download_is_logged(checked, client_of, staff):
    run = checked()
    answer = client_of(staff).get(reverse("import-rejected", args=[run.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == 4
    assert rows[1][3] == "RINA"
    assert (AccessLog.objects.get().act, AccessLog.objects.get().subject_id) == ("export", run.pk)


def test_without_rejected_rows_there_is_nothing_to_download(checked, client_of, staff):
    run = checked(LIST[: LIST.index(b"3172000000000022")])
    assert client_of(staff).get(reverse("import-rejected", args=[run.pk])).status_code == 404


# Who, and how much


@pytest.mark.parametrize("name", ["import-detail", "import-undo", "import-rejected"])
def test_other_branch_finds_nothing(checked, client_of, other_branch, name):
    run = checked()
    stranger = UserFactory(role="staff", branch=other_branch)
    assert client_of(stranger).get(reverse(name, args=[run.pk])).status_code == 404


@pytest.mark.parametrize("name", ["import-apply", "import-discard"])
def test_acts_are_posts_of_the_office(checked, client_of, staff, cadre, name):
    run = checked()
    url = reverse(name, args=[run.pk])
    assert client_of(staff).get(url).status_code == 405
    assert client_of(cadre.user).post(url).status_code == 403
    assert Client().post(url).status_code == 302


def test_list_asks_the_same_questions_for_one_row_and_for_three(checked, client_of, staff):
    counts = []
    client = client_of(staff)
    client.get(reverse("import-list"))
    for more in (1, 2):
        for _each in range(more):
            checked()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("import-list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_list_can_be_narrowed(checked, client_of, staff):
    checked()
    client = client_of(staff)
    assert len(client.get(reverse("import-list"), {"kind": "payments"}).context["rows"]) == 0
    assert len(client.get(reverse("import-list"), {"kind": "arrears", "state": "checked"}).context["rows"]) == 1


# Files at rest


def test_files_go_after_their_last_day_and_the_record_stays(checked):
    run = checked()
    paths = [Path(settings.MEDIA_ROOT) / name for name in (run.stored_file, run.rejected_file)]
    assert delete_expired_files() == 0
    ImportRun.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert delete_expired_files() == 1
    run.refresh_from_db()
    assert [path.exists() for path in paths] == [False, False]
    assert (run.stored_file, run.rejected_file, run.rows_read) == ("", "", 3)
