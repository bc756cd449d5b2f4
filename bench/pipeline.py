"""The program's side: a file goes the way of the page, and its jobs run as a worker runs them."""

import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile

from kaderjkn.common.imports.kinds import kind_named
from kaderjkn.common.imports.uploads import receive_upload, request_apply, request_undo
from kaderjkn.common.models import Branch, ImportRun, JobRun

from .measuring import Measured, measure


class Taken(NamedTuple):
    """One import. `early` is when the findings of the first rows could be read, in seconds from the job's start."""

    run: ImportRun
    check: Measured
    apply: Measured
    early: float

    @property
    def seconds(self) -> float:
        """Check and apply; between them the program waits for a person."""
        return self.check.seconds + self.apply.seconds

    @property
    def peak_mb(self) -> float:
        return max(self.check.peak_mb, self.apply.peak_mb)


class EarlyFindings:
    """Looks every time it is called whether the page could show findings, and remembers when it first could."""

    def __init__(self, run: int):
        self._run = run
        self.seen: float | None = None

    def __call__(self) -> None:
        if self.seen is None and ImportRun.objects.filter(pk=self._run, summary__has_key="early_rows").exists():
            self.seen = time.perf_counter()


def upload(kind: str, path: Path, month: date) -> JobRun:
    """Hand a file in, as the page does; return the job that is to check it."""
    with path.open("rb") as file:
        return receive_upload(
            kind=kind_named(kind),
            branch=Branch.objects.get(),
            month=month if kind == "arrears" else None,
            data_date=month if kind == "arrears" else None,
            upload=UploadedFile(file, name=path.name, size=path.stat().st_size),
            by=get_user_model().objects.get(),
        )


def take_in(kind: str, path: Path, month: date) -> Taken:
    """Upload, check, apply."""
    job = upload(kind, path, month)
    early = EarlyFindings(job.subject)
    checked = _work(job, early)
    run = ImportRun.objects.get(pk=job.subject)
    applied = _work(request_apply(run=run, by=run.by))
    run.refresh_from_db()
    return Taken(run, checked, applied, early.seen - checked.started if early.seen else checked.seconds)


def take_back(run: ImportRun) -> Measured:
    return _work(request_undo(run=run, by=run.by))


def _work(job: JobRun, watch: EarlyFindings | None = None) -> Measured:
    """Run the job in a process of its own; raise where it did not do what it should."""
    measured = measure("job", job.pk, watch=watch)
    job.refresh_from_db()
    if job.state != "done" or job.result.get("state") == "refused":
        message = f"{job.kind} ended as {job.state}: {job.error} {job.result}"
        raise RuntimeError(message)
    return measured
