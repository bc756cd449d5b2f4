"""A whole file at once, as the commands take it in: checked, then applied, with nobody asked in between."""

import hashlib
from pathlib import Path

from django.utils import timezone

from ..encrypted_files import delete_file
from ..enums import ImportState
from ..models import ImportRun
from .applying import apply
from .checking import check
from .intake import Intake
from .schemas import drop_schema
from .storage import expiry_day, store_file


def checksum_of(path: Path) -> str:
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def take_in(
    intake: Intake, path: Path, *, dry_run: bool = False, sheet: str = "", mends: ImportRun | None = None
) -> Intake:
    """Import one file; return the intake with counts. Raise Refused when nothing can be taken: no trace is left then.

    A dry run does the first half only, and leaves no trace either.
    """
    intake.path = Path(path)
    intake.checksum = checksum_of(intake.path)
    intake.run = run = _begin_run(intake, sheet, mends)
    try:
        if not dry_run:
            run.stored_file = store_file(intake.path, run)
        check(intake, keep_files=not dry_run)
        if not dry_run and run.state == ImportState.CHECKED:
            apply(intake)
    except BaseException:
        _forget(run)
        raise
    if dry_run:
        _forget(run)
    return intake


def _begin_run(intake: Intake, sheet: str, mends: ImportRun | None) -> ImportRun:
    return ImportRun.objects.create(
        branch=intake.branch,
        kind=intake.kind.name,
        month=intake.month,
        data_date=intake.data_date,
        by=intake.by,
        file_name=intake.path.name[:255],
        checksum=intake.checksum,
        mends=mends,
        sheet=sheet,
        expires_on=expiry_day(timezone.localdate(intake.now)),
    )


def _forget(run: ImportRun) -> None:
    drop_schema(run)
    delete_file(run.stored_file)
    delete_file(run.rejected_file)
    ImportRun.objects.filter(pk=run.pk).delete()
