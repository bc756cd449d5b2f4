"""Uploaded files and rejected rows at rest: where they lie, and when they go."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from ..encrypted_files import chunks_of, write_file
from ..models import ImportRun


def expiry_day(today: date) -> date:
    return today + timedelta(days=settings.UPLOAD_RETENTION_DAYS)


def store_file(path: Path, run: ImportRun, part: str = "berkas") -> str:
    """Encrypt a file beside the others; return its name below MEDIA_ROOT."""
    return write_file(f"imports/{run.pk:08d}-{part}", chunks_of(path))
