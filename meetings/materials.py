"""Files on what is new in the programme: what may be uploaded, how pictures are kept, and whose phone gets them."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from cadres.enums import CONTENT_TYPES, FileType
from cadres.models import Cadre
from cadres.photos import as_jpeg
from cadres.validators import PICTURES, file_type, is_whole_picture

from .errors import MaterialRefused
from .models import Material, Meeting

FOLDER = "bahan"
LARGEST = 5 * 1024 * 1024  # bytes
SIZE = (2400, 2400)  # pixels at most: a page of A4 stays readable on a phone
SHOWN_DAYS = 90
"""Materials leave the phones so many days after their last meeting."""
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Checked:
    """What is kept of an upload: pictures are written anew, PDFs stay as they are."""

    content: bytes
    content_type: str
    file_name: str


def check_upload(content: bytes) -> FileType:
    """Judge the upload by its bytes, whatever its name says; refuse everything but a whole PDF, JPG or PNG."""
    if len(content) > LARGEST:
        raise MaterialRefused(_("Berkas ini lebih besar dari 5 MB. Perkecil, lalu unggah lagi."))
    found = file_type(content)
    if found is None or (found != FileType.PDF and not is_whole_picture(content)):
        raise MaterialRefused(_("Isi berkas ini bukan PDF, JPG, atau PNG yang utuh."))
    return found


def checked_upload(content: bytes, name: str) -> Checked:
    """The same judgement, and what is to be kept."""
    kept = FileType.PDF if check_upload(content) == FileType.PDF else FileType.JPG
    shown = content if kept == FileType.PDF else written_anew(content)
    return Checked(shown, CONTENT_TYPES[kept], f"{stem_of(name)}.{kept}")


def written_anew(content: bytes) -> bytes:
    """The picture upright, on white where it was transparent, not larger than a phone needs, and nothing else."""
    with Image.open(BytesIO(content), formats=PICTURES) as picture:
        picture.draft("RGB", SIZE)  # a large JPEG is not unfolded whole
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(SIZE)
    page = Image.new("RGB", upright.size, WHITE)
    page.paste(upright, mask=upright.getchannel("A"))
    return as_jpeg(page)


def stem_of(name: str) -> str:
    """The name of the upload without its ending and without what no file system takes."""
    try:
        return get_valid_filename(Path(name).stem)[:150]
    except SuspiciousFileOperation:
        return FOLDER


def materials_for(cadre: Cadre, today: date) -> list[Material]:
    """What stands on the cadre's phone: of meetings that concern the cadre, to come or of the last 90 days.

    The newest first; a material of several such meetings once.
    """
    recent = Meeting.objects.concerning(cadre).filter(held_on__gte=today - timedelta(days=SHOWN_DAYS))
    mine = Material.objects.of_branch(cadre.branch_id).kept()
    return list(mine.filter(meetings__in=recent).distinct())
