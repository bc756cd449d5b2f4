"""A real Celery worker behind the real broker, on the database and the Redis prefix of the test."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from kaderjkn.common.jobs import sweep_stuck_jobs
from kaderjkn.common.models import JobRun

PATIENCE = 90


@contextmanager
def worker(**environment):
    """Start a worker; `KADERJKN_FAULT` in its environment has it die by itself."""
    database = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    addresses = {
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "BROKER_URL": settings.CELERY_BROKER_URL,
        "REDIS_PREFIX": settings.REDIS_PREFIX,
    }
    command = [sys.executable, "-m", "celery", "-q", "-A", "kaderjkn", "worker", "--pool", "solo"]
    process = subprocess.Popen(command, env=os.environ | addresses | environment, cwd=settings.BASE_DIR)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for_end(job: JobRun) -> JobRun:
    until = time.monotonic() + PATIENCE
    while job.is_active and time.monotonic() < until:
        time.sleep(0.1)
        job.refresh_from_db()
    return job


@pytest.fixture
def start_worker():
    return worker


def wait_until(reached) -> None:
    until = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.02)


def have_it_die(start_worker, job: JobRun, fault: str) -> None:
    """Let a worker take the job and die at the fault point; then the job is found to be stuck."""
    with start_worker(KADERJKN_FAULT=fault) as process:
        process.wait(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    stick(job)


def stick(job: JobRun) -> None:
    """The sweep finds a job whose worker is gone, as if a minute had gone by."""
    job.refresh_from_db()
    assert job.state == "running"
    JobRun.objects.filter(pk=job.pk).update(heard_at="2026-01-01T00:00Z")
    assert sweep_stuck_jobs() == 1
    job.refresh_from_db()
    assert job.state == "stuck"


def finish(start_worker, job: JobRun) -> JobRun:
    with start_worker():
        wait_for_end(job)
    assert (job.state, job.error) == ("done", "")
    return job
