"""A real Celery worker behind the real broker, on the database and the Redis prefix of the test."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

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
