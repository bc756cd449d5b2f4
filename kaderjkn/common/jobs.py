"""Long work in the background: kinds of jobs, starting them, running them, finding those that died.

A job is a `JobRun` row: the page reads it, the worker writes it. The message to the worker carries the id
of the row and nothing else, and is sent on commit.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from celery import current_app
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from .enums import RESTARTABLE_JOB_STATES, JobState
from .errors import Refused
from .models import Branch, JobRun, User
from .progress import Progress

logger = logging.getLogger(__name__)

RUN_TASK = "common.run_job"
SILENT_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class JobKind:
    """What differs between jobs. `run(job, progress)` does the work and returns what is stored as the result.

    `describe(job)` says in one sentence what a finished job did; `next_url(job)` is the page to go on with.
    Who has `permission` may start a failed or stuck job again from its page; nobody, where it is empty.
    """

    name: str
    label: str
    run: Callable[[JobRun, Progress], dict]
    describe: Callable[[JobRun], str]
    next_url: Callable[[JobRun], str]
    permission: str


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
) -> JobKind:
    """Make a kind of job known; called in the module `tasks` of the app that owns it."""
    _KINDS[name] = JobKind(name, label or name, run, describe or nothing, next_url or nothing, permission)
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
    except OperationalError:
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
    try:
        with Progress(job) as progress:
            result = kind_of(job.kind).run(job, progress)
    except Refused as refusal:
        _end(job_id, JobState.FAILED, error=str(refusal))
    except Exception:
        logger.exception("job %s (%s) failed", job_id, job.kind)
        _end(
            job_id,
            JobState.FAILED,
            error=_("Terjadi kesalahan pada sistem. Tidak ada yang diubah; coba lagi."),
        )
    else:
        _end(job_id, JobState.DONE, result=result or {})


def _end(job_id: int, state: JobState, **values) -> None:
    now = timezone.now()
    JobRun.objects.filter(pk=job_id).update(state=state, ended_at=now, heard_at=now, **values)


# Those that died


def sweep_stuck_jobs() -> int:
    """Mark active jobs that were silent too long; return how many. Their pages offer to run them again."""
    now = timezone.now()
    error = _("Pekerjaan ini terhenti tanpa kabar. Tidak ada yang diubah; jalankan lagi.")
    stuck = JobRun.objects.stuck_since(now - SILENT_FOR)
    return stuck.update(state=JobState.STUCK, error=error, ended_at=now)
