"""Background jobs: one at a time, claimed once, ends stored, stuck ones found."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from kaderjkn.common import jobs
from kaderjkn.common.enums import JobState
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import JobRun
from kaderjkn.common.progress import Progress


@pytest.fixture
def kind(monkeypatch):
    """A kind of job whose work the test decides: `kind.work = function`."""

    class Work:
        @staticmethod
        def work(_job, _progress):
            return {"rows": 3}

    def run(job, progress):
        return Work.work(job, progress)

    jobs.job_kind("of_a_test", run, permission="common.import_files")
    yield Work
    jobs._KINDS.pop("of_a_test")


@pytest.fixture
def stoppable(kind):
    """The same kind of job, which may be stopped."""
    jobs.job_kind("of_a_test", jobs.kind_of("of_a_test").run, permission="common.import_files", can_stop=True)
    return kind


def started(branch, **values):
    return jobs.start_job(kind="of_a_test", branch=branch, by=None, **values)


def run(job):
    jobs.execute_job(job.pk)
    job.refresh_from_db()
    return job


def test_message_carries_the_id_and_leaves_on_commit(branch, kind, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(jobs, "_send", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        job = started(branch)
        assert sent == []
    assert sent == [job.pk]


def test_second_start_returns_the_job_at_work(branch, kind):
    first = started(branch, subject=7)
    assert started(branch, subject=7) == first
    assert started(branch, subject=8) != first


def test_result_is_stored(branch, kind):
    job = run(started(branch))
    assert (job.state, job.result, job.error) == (JobState.DONE, {"rows": 3}, "")
    assert job.ended_at


def test_refusal_is_shown_as_it_is(branch, kind):
    def refuse(job, progress):
        raise Refused("Periode 2026-11 sudah tutup buku.")

    kind.work = refuse
    job = run(started(branch))
    assert (job.state, job.error) == (JobState.FAILED, "Periode 2026-11 sudah tutup buku.")


def test_other_errors_become_a_general_sentence(branch, kind, caplog):
    def fail(job, progress):
        raise ValueError("KK 3172000000000001")

    kind.work = fail
    job = run(started(branch))
    assert job.state == JobState.FAILED
    assert "3172" not in job.error
    assert "failed" in caplog.text


def test_job_is_claimed_once(branch, kind):
    calls = []
    kind.work = lambda job, _progress: calls.append(job.pk)
    job = started(branch)
    run(job)
    run(job)
    assert calls == [job.pk]


def test_silent_job_is_stuck_and_can_run_again(branch, staff, kind):
    job = started(branch)
    JobRun.objects.filter(pk=job.pk).update(state=JobState.RUNNING, heard_at=timezone.now() - timedelta(minutes=16))
    assert jobs.sweep_stuck_jobs() == 1
    job.refresh_from_db()
    assert (job.state, bool(job.error)) == (JobState.STUCK, True)
    again = jobs.restart_job(job=job, by=staff)
    assert (again.state, again.kind) == (JobState.WAITING, job.kind)


def test_job_that_was_heard_of_is_left_alone(branch, kind):
    started(branch)
    assert jobs.sweep_stuck_jobs() == 0


def test_finished_job_is_not_restarted(branch, staff, kind):
    with pytest.raises(Refused):
        jobs.restart_job(job=run(started(branch)), by=staff)


def test_failed_jobs_need_somebody_until_run_again(branch, kind):
    def refuse(job, progress):
        raise Refused("tidak bisa")

    kind.work = refuse
    run(started(branch, subject=1))
    assert JobRun.objects.needing_somebody().count() == 1
    kind.work = lambda _job, _progress: {}
    run(started(branch, subject=1))
    assert JobRun.objects.needing_somebody().count() == 0


def test_job_that_waits_is_stopped_at_once_and_may_start_again(branch, staff, stoppable):
    job = started(branch)
    jobs.stop_job(job=job, by=staff)
    job.refresh_from_db()
    assert (job.state, job.stop_asked_by) == (JobState.STOPPED, staff)
    assert JobRun.objects.needing_somebody().count() == 0
    assert jobs.restart_job(job=job, by=staff).state == JobState.WAITING


def test_job_that_cannot_stop_goes_on(branch, staff, kind):
    job = started(branch)
    with pytest.raises(Refused):
        jobs.stop_job(job=job, by=staff)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_job_at_work_stops_at_its_next_report(branch, staff, stoppable):

    def work(job, progress):
        progress.report("Membaca berkas", 1)
        jobs.stop_job(job=job, by=staff)
        progress.report("Memeriksa baris", 2)
        pytest.fail("went on")

    stoppable.work = work
    job = run(started(branch))
    assert (job.state, job.phase, job.done) == (JobState.STOPPED, "Memeriksa baris", 2)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_progress_is_seen_from_outside_the_transaction(branch):
    job = JobRun.objects.create(branch=branch, kind="of_a_test", state=JobState.RUNNING)
    params = connection.get_connection_params()
    with psycopg.connect(**params, autocommit=True) as other, Progress(job) as progress:
        progress.report("Membaca berkas", 2000, 5000)
        progress.report("Membaca berkas", 2001, 5000)  # too soon after the first
        row = other.execute("SELECT phase, done, total FROM common_jobrun WHERE id = %s", [job.pk]).fetchone()
    assert tuple(row) == ("Membaca berkas", 2000, 5000)
