"""Checking, applying and undoing an uploaded file in the background."""

from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..encrypted_files import plain_copy
from ..enums import ImportState
from ..errors import AlreadyRunning, OutOfDate, Refused
from ..faults import fault_point
from ..jobs import job_kind
from ..models import ImportRun, JobRun
from ..progress import JobStopped, Progress
from . import applying, checking
from .intake import Intake
from .kinds import kind_named
from .schemas import drop_schema, is_staged
from .uploads import can_undo


def check(job: JobRun, progress: Progress) -> dict:
    """Read, stage and judge the file; tell what applying would do. Started again, it begins at the beginning."""
    run = _run_of(job)
    if run.state == ImportState.UPLOADED:
        _check(run, job, progress)
    return _summary(run)


def apply(job: JobRun, progress: Progress) -> dict:
    """Write the file; one that is applied already stays as it is."""
    run = _run_of(job)
    if run.state == ImportState.CHECKED and not is_staged(run):
        _check(run, job, progress)  # the database has crashed since
    if run.state == ImportState.CHECKED:
        _apply(run, job, progress)
    return _summary(run)


def undo(job: JobRun, progress: Progress) -> dict:
    """Take an applied file back."""
    run = _run_of(job)
    if not can_undo(run):
        return _summary(run)
    progress.report(_("Membatalkan impor"))
    counts = kind_named(run.kind).undo(run=run, by=job.by)
    run.refresh_from_db()
    return _summary(run) | {"undone": counts}


def _run_of(job: JobRun) -> ImportRun:
    return ImportRun.objects.select_related("branch", "mends").get(branch=job.branch, pk=job.subject)


def _intake(run: ImportRun, job: JobRun, progress: Progress) -> Intake:
    return Intake(
        kind_named(run.kind),
        run.branch,
        run.month,
        run.data_date,
        by=job.by,
        run=run,
        checksum=run.checksum,
        report=progress.report,
    )


def _check(run: ImportRun, job: JobRun, progress: Progress) -> None:
    """A refusal of the file is an outcome of the job and not its failure."""
    intake = _intake(run, job, progress)
    try:
        progress.report(_("Membuka berkas"))
        with plain_copy(run.stored_file, Path(run.file_name).suffix) as intake.path:
            fault_point("opened")
            checking.check(intake)
    except AlreadyRunning:
        raise
    except Refused as refusal:
        _refuse(run, intake, str(refusal))
    except JobStopped:
        drop_schema(run)
        ImportRun.objects.filter(pk=run.pk).update(summary={})  # what the first rows told
        raise
    fault_point("checked")


def _apply(run: ImportRun, job: JobRun, progress: Progress) -> None:
    intake = _intake(run, job, progress)
    intake.is_previewed = True
    try:
        applying.apply(intake)
    except (AlreadyRunning, OutOfDate):
        raise
    except Refused as refusal:
        _refuse(run, intake, str(refusal))


def _refuse(run: ImportRun, intake: Intake, message: str) -> None:
    """Keep why; what was noted about the rows stays on the run, the rows themselves go."""
    run.state, run.message, run.staged_rows = ImportState.REFUSED, message, None
    run.applied_at = None
    run.summary = {"counts": {}, "issues": [], "notices": intake.notices} | (run.summary or {})
    run.save()
    drop_schema(run)


def _summary(run: ImportRun) -> dict:
    return {"state": run.state, "accepted": run.rows_accepted, "rejected": run.rows_rejected}


def describe(job: JobRun) -> str:
    if job.result.get("state") == ImportState.REFUSED:
        return _("Berkas ditolak.")
    words = _("%(accepted)s baris diterima, %(rejected)s ditolak.")
    return words % {name: job.result.get(name, 0) for name in ("accepted", "rejected")}


def next_url(job: JobRun) -> str:
    return reverse("import-detail", args=[job.subject])


def declare() -> None:
    """Make the three kinds of job known."""
    shared = {"describe": describe, "next_url": next_url, "permission": "common.import_files"}
    job_kind("check_import", check, label=gettext_lazy("Pemeriksaan berkas"), can_stop=True, **shared)
    job_kind("apply_import", apply, label=gettext_lazy("Penerapan berkas"), **shared)
    job_kind("undo_import", undo, label=gettext_lazy("Pembatalan impor"), **shared)
