"""Long work in the background: kinds of jobs, starting them, running them, finding those that died.

A job is a `JobRun` row: the page reads it, the worker writes it. The message to the worker carries the id
of the row and nothing else, and is sent on commit.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import psycopg
from celery import current_app
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as QueueError

from .enums import RESTARTABLE_JOB_STATES, JobState
from .errors import Refused
from .models import Branch, JobRun, User
from .progress import JobStopped, Progress
from .sql_jobs import execute

logger = logging.getLogger(__name__)

RUN_TASK = "common.run_job"
SILENT_FOR = timedelta(minutes=1)  # a worker gives a sign of life every ten seconds
WAITING_FOR = timedelta(hours=1)
NOTICES_LOST_CLIENT = "SET client_connection_check_interval = '2s'"
ENDING_TRIES = 30
LOST_DATABASE = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)  # COPY raises its own


@dataclass(frozen=True, slots=True)
class JobKind:
    """What differs between jobs. `run(job, progress)` does the work and returns what is stored as the result.

    `describe(job)` says in one sentence what a finished job did; `next_url(job)` is the page to go on with.
    Who has `permission` may start a failed or stuck job again from its page; nobody, where it is empty. With
    `can_stop` they may also stop it, at any of its reports: such a job keeps nothing of what it has begun.
    """

    name: str
    label: str
    run: Callable[[JobRun, Progress], dict]
    describe: Callable[[JobRun], str]
    next_url: Callable[[JobRun], str]
    permission: str
    can_stop: bool


_KINDS: dict[str, JobKind] = {}


def nothing(_job: JobRun) -> str:
    return ""


def job_kind(
    name: str,
    run: Callable,
    *,
    label: str = "",
    describe: Callable | None = None,
    next_url: Callable | None = None,
    permission: str = "",
    can_stop: bool = False,
) -> JobKind:
    """Make a kind of job known; called in the module `tasks` of the app that owns it."""
    _KINDS[name] = JobKind(name, label or name, run, describe or nothing, next_url or nothing, permission, can_stop)
    return _KINDS[name]


def kind_of(name: str) -> JobKind:
    """The kind; the apps' declarations are read when it is first asked for."""
    autodiscover_modules("tasks")
    return _KINDS[name]


# Starting


def start_job(
    *, kind: str, branch: Branch, month: date | None = None, subject: int | None = None, by: User | None
) -> JobRun:
    """Put a job into the queue; while the same one is at work, return that one."""
    kind_of(kind)
    with transaction.atomic():
        job = _add_row(kind=kind, branch=branch, month=month, subject=subject, by=by)
        if job is None:
            same = JobRun.objects.active().filter(branch=branch, kind=kind, month=month, subject=subject)
            return same.first() or JobRun.objects.filter(branch=branch, kind=kind, month=month, subject=subject)[0]
        transaction.on_commit(partial(_send, job.pk))
    return job


def _add_row(**values) -> JobRun | None:
    """The new row, None where the constraint `job_one_at_a_time` says that the job is at work."""
    try:
        with transaction.atomic():
            return JobRun.objects.create(**values)
    except IntegrityError:
        return None


def _send(job_id: int) -> None:
    try:
        current_app.signature(RUN_TASK, args=(job_id,)).apply_async()
    except QueueError:
        logger.exception("job %s could not be queued", job_id)
        _end(
            job_id,
            JobState.FAILED,
            error=_("Antrean pekerjaan tidak dapat dihubungi. Coba lagi sebentar lagi."),
        )


def restart_job(*, job: JobRun, by: User) -> JobRun:
    """Start a failed or stuck job again from its beginning, as a new row."""
    if job.state not in RESTARTABLE_JOB_STATES:
        raise Refused(_("Pekerjaan ini tidak perlu dijalankan lagi."))
    return start_job(kind=job.kind, branch=job.branch, month=job.month, subject=job.subject, by=by)


# Running


def execute_job(job_id: int) -> None:
    """Claim the row, do the work, store how it ended. A row that is claimed already is left alone."""
    now = timezone.now()
    claimed = JobRun.objects.filter(pk=job_id, state=JobState.WAITING).update(state=JobState.RUNNING, heard_at=now)
    if not claimed:
        return
    job = JobRun.objects.select_related("branch", "by").get(pk=job_id)
    _free_locks_of_the_dead()
    try:
        with Progress(job) as progress:
            result = kind_of(job.kind).run(job, progress)
    except JobStopped:
        _end(job_id, JobState.STOPPED, error=_("Pekerjaan dihentikan atas permintaan. Tidak ada yang diubah."))
    except Refused as refusal:
        _end(job_id, JobState.FAILED, error=str(refusal))
    except LOST_DATABASE:
        logger.exception("job %s (%s) lost the database", job_id, job.kind)
        _end_when_back(job_id)
    except Exception:
        logger.exception("job %s (%s) failed", job_id, job.kind)
        _end(
            job_id,
            JobState.FAILED,
            error=_("Terjadi kesalahan pada sistem. Tidak ada yang diubah; coba lagi."),
        )
    else:
        _end(job_id, JobState.DONE, result=result or {})


def _free_locks_of_the_dead() -> None:
    """Have the server notice within seconds, also inside a long statement, that the worker behind it has died."""
    with suppress(DatabaseError), transaction.atomic():  # not every system can
        execute(NOTICES_LOST_CLIENT)


def _end(job_id: int, state: JobState, **values) -> None:
    now = timezone.now()
    JobRun.objects.filter(pk=job_id).update(state=state, ended_at=now, heard_at=now, **values)


def _end_when_back(job_id: int) -> None:
    """Store the failure once the database answers again; else the sweep finds the silent job."""
    error = _("Hubungan dengan basis data terputus. Tidak ada yang diubah; jalankan lagi.")
    for _try in range(ENDING_TRIES):
        try:
            _end(job_id, JobState.FAILED, error=error)
        except LOST_DATABASE:
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)
        else:
            return


# Stopping


def stop_job(*, job: JobRun, by: User) -> None:
    """Ask a job to stop; one that waits stops at once, one at work at its next report."""
    kind = kind_of(job.kind)
    now = timezone.now()
    if not kind.can_stop:
        raise Refused(_("Pekerjaan ini tidak dapat dihentikan di tengah jalan."))
    asked = {"stop_asked_at": now, "stop_asked_by": by}
    error = _("Pekerjaan dihentikan sebelum dimulai.")
    same = JobRun.objects.filter(pk=job.pk)
    if same.filter(state=JobState.WAITING).update(state=JobState.STOPPED, ended_at=now, error=error, **asked):
        return
    if not same.filter(state=JobState.RUNNING).update(**asked):
        raise Refused(_("Pekerjaan ini sudah selesai."))


# Those that died


def sweep_stuck_jobs(**which) -> int:
    """Mark jobs at work that were silent too long; return how many. Their pages offer to run them again.

    A job that waits is not silent: the queue may be long. After an hour it has been lost with the queue.
    """
    now = timezone.now()
    error = _("Pekerjaan ini terhenti tanpa kabar. Tidak ada yang diubah; jalankan lagi.")
    stuck = JobRun.objects.stuck_since(running=now - SILENT_FOR, waiting=now - WAITING_FOR).filter(**which)
    return stuck.update(state=JobState.STUCK, error=error, ended_at=now)
