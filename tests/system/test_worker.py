"""A real worker process behind the real broker runs a job of the pages."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from kaderjkn.common.models import JobRun
from tests.collections.builders import make_case, month_of
from tests.factories import CadreFactory

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PATIENCE = 60


@contextmanager
def worker():
    """A Celery worker on the test's own database and Redis prefix."""
    database = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    addresses = {
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "BROKER_URL": settings.CELERY_BROKER_URL,
    }
    command = [sys.executable, "-m", "celery", "-q", "-A", "kaderjkn", "worker", "--pool", "solo"]
    process = subprocess.Popen(
        command, env=os.environ | addresses | {"REDIS_PREFIX": settings.REDIS_PREFIX}, cwd=settings.BASE_DIR
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for_end(job: JobRun) -> JobRun:
    until = time.monotonic() + PATIENCE
    while job.is_active and time.monotonic() < until:
        time.sleep(0.2)
        job.refresh_from_db()
    return job


def test_assigning_from_the_page_ends_done(client_of, staff, branch):
    make_case(CadreFactory(branch=branch))
    with worker():
        client_of(staff).post(reverse("arrears:cases-assign"), {"month": f"{month_of(branch):%Y-%m}"})
        job = wait_for_end(JobRun.objects.get())
    assert (job.state, job.error) == ("done", "")
    assert job.result == {"counts": {}}  # all that is listed is a case already
