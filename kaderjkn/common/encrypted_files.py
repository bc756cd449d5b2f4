"""Files at rest below MEDIA_ROOT, encrypted: uploads, rejected rows, signed agreements, photos, letters.

Who keeps a file remembers its name; when it goes is decided by the owner of that name.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4

from cryptography.fernet import Fernet
from django.conf import settings

CHUNK = 4 * 1024 * 1024


def _cipher() -> Fernet:
    key = hashlib.sha256(settings.FILE_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def encrypted(content: bytes) -> bytes:
    """A small content for a column of the database, under the same key as files."""
    return _cipher().encrypt(content)


def decrypted(content: bytes) -> bytes:
    return _cipher().decrypt(bytes(content))


def write_file(name: str, chunks: Iterable[bytes]) -> str:
    """Encrypt piece by piece, so that memory stays bounded; return the name below MEDIA_ROOT."""
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    cipher = _cipher()
    with target.open("wb") as stream:
        for chunk in chunks:
            stream.write(cipher.encrypt(chunk) + b"\n")
    return name


def keep_file(folder: str, content: bytes) -> str:
    """Store a content that memory holds already, under a name that nobody can guess."""
    return write_file(f"{folder}/{uuid4().hex}", [content])


def chunks_of(path: Path) -> Iterator[bytes]:
    """A plain file, piece by piece."""
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


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
