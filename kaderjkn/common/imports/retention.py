"""Uploaded files and rejected rows go after their retention date; the record of the import stays."""

from django.utils import timezone

from ..encrypted_files import delete_file
from ..models import ImportRun


def delete_files(run: ImportRun) -> None:
    """Delete what is stored of an import, and forget the names."""
    delete_file(run.stored_file)
    delete_file(run.rejected_file)
    run.stored_file = run.rejected_file = ""
    run.save(update_fields=["stored_file", "rejected_file"])


def delete_expired_files() -> int:
    """Delete the files of all imports whose last day is over; return of how many."""
    expired = ImportRun.objects.with_files().filter(expires_on__lt=timezone.localdate())
    runs = list(expired)
    for run in runs:
        delete_files(run)
    return len(runs)
