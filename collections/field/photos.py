"""The photo of a socialisation: made smaller, without what the camera wrote into it, encrypted at rest."""

from django.core.exceptions import ValidationError

from cadres.photos import as_jpeg, upright
from kaderjkn.common.encrypted_files import keep_file, read_file

from .errors import ReportRefused
from .models_reports import OutreachEvent

FOLDER = "sosialisasi"
LARGEST_SIDES = (1600, 1600)


def event_photo(content: bytes) -> bytes:
    """Read a photo and write it anew: upright and no larger than a screen shows."""
    picture = upright(content)
    picture.thumbnail(LARGEST_SIDES)
    return as_jpeg(picture)


def keep_event_photo(content: bytes | None) -> str:
    """The name of the stored photo; empty without one."""
    try:
        return keep_file(FOLDER, event_photo(content)) if content else ""
    except ValidationError as problem:
        raise ReportRefused(problem.message) from None


def photo_of(event: OutreachEvent) -> bytes:
    """The photo as JPEG."""
    return read_file(event.stored_photo)
