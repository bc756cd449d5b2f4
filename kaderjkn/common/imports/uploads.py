"""What the pages do with an uploaded file: keep it, check it, apply it, throw it away, take it back."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from ..encrypted_files import delete_file
from ..enums import WAITING_IMPORT_STATES, ImportState
from ..errors import Refused
from ..jobs import start_job
from ..models import Branch, ImportRun, JobRun, User
from .kinds import ImportKind, kind_named
from .retention import delete_files
from .schemas import drop_schema
from .storage import expiry_day, store_file
from .take_in import checksum_of

RECHECKED = [
    "state",
    "message",
    "summary",
    "rows_read",
    "rows_accepted",
    "rows_rejected",
    "warnings",
    "rejected_file",
]
JOB_KINDS = ("check_import", "apply_import", "undo_import")


def last_job(run: ImportRun) -> JobRun | None:
    """The newest job about the import."""
    return JobRun.objects.filter(branch=run.branch, subject=run.pk, kind__in=JOB_KINDS).first()


def active_job(run: ImportRun) -> JobRun | None:
    """The job that is working on the import."""
    return JobRun.objects.active().filter(branch=run.branch, subject=run.pk, kind__in=JOB_KINDS).first()


@transaction.atomic
def receive_upload(
    *,
    kind: ImportKind,
    branch: Branch,
    month: date | None,
    data_date: date | None,
    upload: UploadedFile,
    by: User,
    mends: ImportRun | None = None,
) -> JobRun:
    """Store the file encrypted and start its check; nothing of it is written to the tables yet.

    With `mends` the file brings mended rows of that import, and belongs to its period and data date.
    """
    if mends:
        month, data_date = mends.month, mends.data_date
    run = ImportRun.objects.create(
        mends=mends,
        branch=branch,
        kind=kind.name,
        month=month,
        data_date=data_date,
        by=by,
        file_name=upload.name[:255],
        expires_on=expiry_day(branch.today()),
    )
    with NamedTemporaryFile(suffix=Path(upload.name).suffix) as file:
        _copy(upload.chunks(), file)
        run.checksum = checksum_of(Path(file.name))
        run.stored_file = store_file(Path(file.name), run)
    run.save(update_fields=["checksum", "stored_file"])
    return start_job(kind="check_import", branch=branch, month=month, subject=run.pk, by=by)


@transaction.atomic
def request_check(*, run: ImportRun, by: User) -> JobRun:
    """Have a stored file checked anew, from its beginning: after columns were chosen, or lists have changed."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in (*WAITING_IMPORT_STATES, ImportState.REFUSED) or not run.stored_file:
        raise Refused(_("Berkas ini tidak dapat diperiksa lagi; unggah berkasnya sekali lagi."))
    if active_job(run):
        raise Refused(_("Berkas ini sedang dikerjakan; tunggu sampai selesai."))
    run.state, run.message, run.summary = ImportState.UPLOADED, "", {}
    run.rows_read = run.rows_accepted = run.rows_rejected = run.warnings = 0
    delete_file(run.rejected_file)
    run.rejected_file = ""
    run.save(update_fields=RECHECKED)
    return start_job(kind="check_import", branch=run.branch, month=run.month, subject=run.pk, by=by)


def can_be_mended(run: ImportRun) -> bool:
    """Whether rejected rows of the import may still come, mended."""
    if not run.rejected_file or run.mended_by.filter(state=ImportState.APPLIED).exists():
        return False
    return run.state in (ImportState.CHECKED, ImportState.APPLIED)


def _copy(chunks: Iterable[bytes], file) -> None:
    for chunk in chunks:
        file.write(chunk)
    file.flush()


@transaction.atomic
def request_apply(*, run: ImportRun, by: User) -> JobRun:
    """Have a checked file written; asked twice, it is one job."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportState.CHECKED:
        raise Refused(_("Berkas ini tidak lagi menunggu penerapan: %(state)s.") % {"state": run.get_state_display()})
    return start_job(kind="apply_import", branch=run.branch, month=run.month, subject=run.pk, by=by)


@transaction.atomic
def discard(*, run: ImportRun, by: User) -> None:
    """Throw an upload away that was not applied; its file goes at once."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in (*WAITING_IMPORT_STATES, ImportState.REFUSED):
        raise Refused(_("Berkas ini sudah diterapkan atau dibuang."))
    if active_job(run):
        raise Refused(_("Berkas ini sedang dikerjakan; tunggu sampai selesai."))
    run.state, run.message = ImportState.DISCARDED, _("Dibuang oleh %(who)s.") % {"who": by}
    run.staged_rows = None
    run.save(update_fields=["state", "message", "staged_rows"])
    delete_files(run)
    drop_schema(run)


def can_undo(run: ImportRun) -> bool:
    return run.state == ImportState.APPLIED and kind_named(run.kind).undo is not None


@transaction.atomic
def request_undo(*, run: ImportRun, by: User) -> JobRun:
    """Have an applied import taken back, where its kind can."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not can_undo(run):
        raise Refused(_("Impor ini tidak dapat dibatalkan."))
    return start_job(kind="undo_import", branch=run.branch, month=run.month, subject=run.pk, by=by)
