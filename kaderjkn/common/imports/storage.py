"""Uploaded files and rejected rows at rest: encrypted, deleted after the retention date."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet
from django.conf import settings

from ..models import ImportRun

CHUNK = 4 * 1024 * 1024


def _cipher() -> Fernet:
    key = hashlib.sha256(settings.FILE_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def expiry_day(today: date) -> date:
    return today + timedelta(days=settings.UPLOAD_RETENTION_DAYS)


def store_file(path: Path, run: ImportRun, part: str = "berkas") -> str:
    """Encrypt a file beside the others; return its name below MEDIA_ROOT. Chunks keep memory bounded."""
    name = f"imports/{run.pk:08d}-{part}"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    cipher = _cipher()
    with path.open("rb") as source, target.open("wb") as stream:
        while chunk := source.read(CHUNK):
            stream.write(cipher.encrypt(chunk) + b"\n")
    return name


def read_chunks(name: str) -> Iterator[bytes]:
    """The content of a stored file, piece by piece."""
    cipher = _cipher()
    with (Path(settings.MEDIA_ROOT) / name).open("rb") as stream:
        for line in stream:
            yield cipher.decrypt(line.rstrip(b"\n"))


def read_file(name: str) -> bytes:
    """The content of a stored file."""
    return b"".join(read_chunks(name))


@contextmanager
def plain_copy(name: str, suffix: str = "") -> Iterator[Path]:
    """A decrypted copy in a private temporary file, gone afterwards."""
    with NamedTemporaryFile(suffix=suffix) as file:
        for chunk in read_chunks(name):
            file.write(chunk)
        file.flush()
        yield Path(file.name)


def delete_file(name: str) -> None:
    if name:
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
