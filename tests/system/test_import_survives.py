"""A worker that dies while it takes a list in, at any moment: nothing is half written, and the next try ends the same.

50,000 rows, real worker processes, SIGKILL. The list is compared with the one that an undisturbed import leaves.
"""

import random
import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from arrears.models import ArrearsList, Household, ListRow
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import kind_named
from kaderjkn.common.imports.schemas import schema_of
from kaderjkn.common.imports.take_in import take_in
from kaderjkn.common.imports.uploads import receive_upload, request_apply
from kaderjkn.common.jobs import restart_job
from kaderjkn.common.models import ImportRun, JobRun
from tests.factories import AreaFactory
from tests.system.conftest import finish, have_it_die, stick, wait_for_end, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MONTH = date(2026, 11, 1)
ROWS = 50_000
HEADINGS = "no_kk,noka,nama,kepala,kelas,alamat,kelurahan,bulan_menunggak,jml_tunggakan"
WHAT_A_LIST_SAYS = """
SELECT md5(string_agg(said, E'\\n' ORDER BY said)) FROM (
    SELECT concat_ws('|', entry.line, entry.card, entry.family_card, entry.name, entry.is_head, entry.months,
                     entry.amount, household.key, listed.members, listed.months, listed.amount, area.name,
                     listed.head_card) AS said
    FROM arrears_listrow AS entry
    JOIN arrears_household AS household ON household.id = entry.household_id
    JOIN arrears_listedhousehold AS listed ON listed.list_id = entry.list_id AND listed.household_id = household.id
    LEFT JOIN common_area AS area ON area.id = listed.area_id
    WHERE entry.branch_id = %s
) AS rows
"""


def a_list() -> bytes:
    """Families of three; every thousandth row lacks its months, so that there is something to reject."""
    lines = [HEADINGS]
    for number in range(ROWS):
        family, place = divmod(number, 3)
        months = "" if number % 1000 == 999 else 4 + family % 21
        head = "Y" if place == 0 else "T"
        kelurahan = "Koja" if family % 50 else "Antah Berantah"
        lines.append(
            f"3172{family:012},{number + 1:013},Peserta {number},{head},3,Jalan {family},{kelurahan},{months},140000"
        )
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def undisturbed():
    """What an undisturbed import has left, found out once."""
    return {}


@pytest.fixture
def listed(branch, other_branch, tmp_path, undisturbed):
    """Both branches have a kelurahan of that name; the other one takes the list in undisturbed."""
    AreaFactory(branch=branch, name="Koja", code="31.72.03.1001")
    if not undisturbed:
        AreaFactory(branch=other_branch, name="Koja", code="31.73.03.1001")
        path = tmp_path / "daftar.csv"
        path.write_bytes(a_list())
        take_in(Intake(kind_named("arrears"), other_branch, MONTH, MONTH), path)
        undisturbed["list"] = says(other_branch)
    return undisturbed["list"]


def says(branch) -> str:
    with connection.cursor() as cursor:
        cursor.execute(WHAT_A_LIST_SAYS, [branch.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def uploaded(branch, staff, listed):
    file = SimpleUploadedFile("daftar.csv", a_list())
    kind = kind_named("arrears")
    return receive_upload(kind=kind, branch=branch, month=MONTH, data_date=MONTH, upload=file, by=staff)


def nothing_is_written(branch) -> bool:
    rows = ArrearsList.objects.filter(branch=branch), Household.objects.filter(branch=branch)
    return not any(each.exists() for each in rows)


def test_worker_may_die_at_any_point_of_a_list(start_worker, uploaded, branch, staff, listed):
    job = uploaded
    for fault in ("opened:1", "staging:2", "early:1", "rules:1", "households:1", "preview:1"):
        have_it_die(start_worker, job, fault)
        assert nothing_is_written(branch)
        assert ImportRun.objects.get(pk=job.subject).state == "uploaded"
        job = restart_job(job=job, by=staff)
    finish(start_worker, job)
    run = ImportRun.objects.get(pk=job.subject)
    assert (run.state, run.rows_read, run.rows_rejected) == ("checked", ROWS, ROWS // 1000)

    job = request_apply(run=run, by=staff)
    for fault in ("writing:1", "written:1", "committing:1"):
        have_it_die(start_worker, job, fault)
        assert nothing_is_written(branch)
        job = restart_job(job=job, by=staff)
    have_it_die(start_worker, job, "applied:1")
    assert says(branch) == listed
    finish(start_worker, restart_job(job=job, by=staff))
    run.refresh_from_db()
    assert (run.state, run.rows_accepted) == ("applied", ROWS - ROWS // 1000)
    assert ListRow.objects.filter(branch=branch).count() == ROWS - ROWS // 1000
    assert says(branch) == listed


def test_worker_killed_at_a_random_moment(start_worker, uploaded, branch, staff, listed):
    """The moment is random, its seed is not: a failure comes again."""
    job, moments = uploaded, random.Random(20261125)
    with start_worker() as process:
        wait_until(lambda: JobRun.objects.get(pk=job.pk).state == "running")
        time.sleep(moments.uniform(0, 3))
        process.kill()
    job.refresh_from_db()
    if job.is_active:
        stick(job)
        job = restart_job(job=job, by=staff)
        finish(start_worker, job)
    run = ImportRun.objects.get(pk=job.subject)
    assert run.state == "checked"
    finish(start_worker, request_apply(run=run, by=staff))
    assert says(branch) == listed


def test_database_that_restarts_and_then_crashes_costs_only_time(start_worker, uploaded, branch, staff, listed):
    """What a restarted database does to a worker: all its connections end."""
    job = uploaded
    with start_worker():
        wait_until(lambda: JobRun.objects.get(pk=job.pk).done > 0)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        wait_for_end(job)
        assert job.state == "failed"
        assert "basis data terputus" in job.error
        assert nothing_is_written(branch)
        again = wait_for_end(restart_job(job=job, by=staff))
        assert again.state == "done"
        run = ImportRun.objects.get(pk=job.subject)
        empty_staging(run)
        wait_for_end(request_apply(run=run, by=staff))
    assert says(branch) == listed


def empty_staging(run: ImportRun) -> None:
    """What a crash does to unlogged tables; the rows are read again then."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {schema_of(run)}.staged, {schema_of(run)}.found")
