"""Checking, applying and undoing an uploaded file in the background."""

from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import ImportState
from ..errors import AlreadyRunning, Refused
from ..jobs import job_kind
from ..models import ImportRun, JobRun
from ..progress import Progress
from .intake import Intake
from .kinds import kind_named
from .storage import plain_copy
from .take_in import take_in
from .uploads import can_undo


def check(job: JobRun, progress: Progress) -> dict:
    """Do everything that applying would do, take it back, and keep what was found."""
    run = _run_of(job)
    if run.state != ImportState.UPLOADED:
        return _summary(run)
    intake = _take(run, job, progress, dry_run=True)
    if intake:
        run.applied_at = None
        run.state = ImportState.DISCARDED if intake.unchanged else ImportState.CHECKED
        run.save()
    return _summary(run)


def apply(job: JobRun, progress: Progress) -> dict:
    """Write the file; one that is applied already stays as it is."""
    run = _run_of(job)
    if run.state == ImportState.CHECKED:
        _take(run, job, progress, dry_run=False)
    return _summary(run)


def undo(job: JobRun, progress: Progress) -> dict:
    """Take an applied file back."""
    run = _run_of(job)
    if not can_undo(run):
        return _summary(run)
    progress.report(_("Membatalkan impor"))
    counts = kind_named(run.kind).undo(run=run, by=job.by)
    return _summary(run) | {"undone": counts}


def _run_of(job: JobRun) -> ImportRun:
    return ImportRun.objects.select_related("branch").get(branch=job.branch, pk=job.subject)


def _take(run: ImportRun, job: JobRun, progress: Progress, *, dry_run: bool) -> Intake | None:
    """Take the stored file in. A refusal of the file is an outcome of the job and not its failure: None."""
    intake = Intake(kind_named(run.kind), run.branch, run.month, run.data_date, by=job.by, run=run)
    total = run.rows_read or None
    try:
        with plain_copy(run.stored_file, Path(run.file_name).suffix) as path:
            return take_in(
                intake,
                path,
                dry_run=dry_run,
                file_name=run.file_name,
                report=lambda phase, rows=0: progress.report(phase, rows, total),
            )
    except AlreadyRunning:
        raise
    except Refused as refusal:
        _refuse(run, intake, str(refusal))
        return None


def _refuse(run: ImportRun, intake: Intake, message: str) -> None:
    run.refresh_from_db()
    run.state, run.message = ImportState.REFUSED, message
    run.rows_read, run.rows_rejected, run.warnings = intake.rows_read, len(intake.rejected()), intake.warnings
    run.summary = {"counts": {}, "issues": intake.grouped_issues(), "notices": intake.notices}
    run.save()


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
    job_kind("check_import", check, label=gettext_lazy("Pemeriksaan berkas"), **shared)
    job_kind("apply_import", apply, label=gettext_lazy("Penerapan berkas"), **shared)
    job_kind("undo_import", undo, label=gettext_lazy("Pembatalan impor"), **shared)
