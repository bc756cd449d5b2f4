"""What is valid about agreements, scans and photos, on plain values."""

import re
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

from .enums import LARGEST_PHOTO, LARGEST_SCAN, FileType

PLACES = ("kode", "tahun", "bulan", "cabang")
PICTURES = ("JPEG", "PNG")
LARGEST_PICTURE = 60_000_000  # pixels: an A4 page at 600 dpi has 35 million


def check_number_pattern(pattern: str) -> None:
    """A pattern of agreement numbers names the cadre, and no place that nobody fills."""
    found = re.findall(r"\{([^{}]*)\}", pattern)
    unknown = [name for name in found if name not in PLACES]
    if unknown or pattern.count("{") != len(found) or pattern.count("}") != len(found):
        allowed = ", ".join(f"{{{name}}}" for name in PLACES)
        raise ValidationError(_("Yang boleh di dalam kurung kurawal hanya: %(allowed)s.") % {"allowed": allowed})
    if "kode" not in found:
        raise ValidationError(_("Pola harus memuat {kode}, agar nomor setiap kader berbeda."))


def file_type(content: bytes) -> FileType | None:
    """What the content is, by its first and last bytes; whatever its name says."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return FileType.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPG
    return FileType.PNG if content.startswith(b"\x89PNG\r\n\x1a\n") else None


def check_scan(content: bytes) -> FileType:
    """A signed agreement is a whole PDF, JPG or PNG of at most 10 MB; return which."""
    if len(content) > LARGEST_SCAN:
        raise ValidationError(_("Berkas ini lebih besar dari 10 MB. Pindai lagi dengan mutu lebih rendah."))
    found = file_type(content)
    if found is None or (found != FileType.PDF and not is_whole_picture(content)):
        raise ValidationError(_("Isi berkas ini bukan PDF, JPG, atau PNG yang utuh. Pindai lagi, lalu unggah."))
    return found


def check_photo(content: bytes) -> None:
    if len(content) > LARGEST_PHOTO:
        raise ValidationError(_("Foto ini lebih besar dari 10 MB."))
    if not is_whole_picture(content):
        raise ValidationError(_("Isi berkas ini bukan foto JPG atau PNG yang utuh."))


def is_whole_picture(content: bytes) -> bool:
    """Whether the picture can be read to its end. Pictures that would fill the memory are not read."""
    try:
        with Image.open(BytesIO(content), formats=PICTURES) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                return False
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    return True
