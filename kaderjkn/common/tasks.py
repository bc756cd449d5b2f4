"""Celery's side of the ground floor. Messages carry ids only."""

from celery import shared_task

from .imports import jobs as import_jobs
from .imports.retention import delete_expired_files
from .imports.schemas import drop_orphans
from .jobs import RUN_TASK, execute_job, sweep_stuck_jobs
from .lists import exporting

import_jobs.declare()
exporting.declare()


@shared_task(name=RUN_TASK)
def run_job(job_id: int) -> None:
    """Do the work of a `JobRun`; a second message for the same row does nothing."""
    execute_job(job_id)


@shared_task(name="common.sweep_stuck_jobs", time_limit=60, soft_time_limit=50)
def sweep_stuck() -> None:
    """Find jobs whose worker died."""
    sweep_stuck_jobs()


@shared_task(name="common.delete_expired_files", time_limit=600, soft_time_limit=500)
def delete_expired() -> None:
    """Delete uploaded and exported files after their retention date, and staging tables that nobody waits for."""
    delete_expired_files()
    exporting.delete_expired_exports()
    drop_orphans()
