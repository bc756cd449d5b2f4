"""A cadre's photo: made small, without what the camera wrote into it, shown to the public only if allowed."""

import base64
from functools import partial
from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kaderjkn.common.audit import acting
from kaderjkn.common.encrypted_files import delete_file, keep_file, read_file
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import User

from .models import Cadre
from .validators import PICTURES, check_photo

FOLDER = "foto"
SIZE = (480, 600)


def small_photo(content: bytes) -> bytes:
    """Read a photo and write it anew: upright, 4 by 5, as JPEG that holds the picture and nothing else."""
    return as_jpeg(ImageOps.fit(upright(content), SIZE, centering=(0.5, 0.35)))


def upright(content: bytes) -> Image.Image:
    """The picture of a whole JPG or PNG, turned as it was taken."""
    check_photo(content)
    with Image.open(BytesIO(content), formats=PICTURES) as picture:
        return ImageOps.exif_transpose(picture).convert("RGB")


def as_jpeg(picture: Image.Image) -> bytes:
    """The picture and nothing else: what the camera wrote beside it is not passed on."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, exif=b"", comment=b"")
    return out.getvalue()


def set_photo(*, cadre: Cadre, content: bytes | None, is_public: bool, by: User) -> None:
    """Take a new photo, where one is given, and note whether the cadre allows it to be shown."""
    try:
        name = keep_file(FOLDER, small_photo(content)) if content else ""
    except ValidationError as problem:
        raise Refused(problem.message) from None
    try:
        _write(cadre, name or cadre.photo, is_public=is_public, by=by)
    except BaseException:
        delete_file(name)
        raise


def remove_photo(*, cadre: Cadre, by: User) -> None:
    _write(cadre, "", is_public=False, by=by)


def _write(cadre: Cadre, name: str, *, is_public: bool, by: User) -> None:
    if is_public and not name:
        raise Refused(_("Belum ada foto; unggah foto dulu."))
    with transaction.atomic(), acting(by, kind="set photo"):
        row = Cadre.objects.select_for_update().get(pk=cadre.pk)
        if row.photo != name:
            transaction.on_commit(partial(delete_file, row.photo))
        row.photo, row.photo_is_public = name, is_public
        row.save(update_fields=["photo", "photo_is_public"])


def photo_address(cadre: Cadre) -> str:
    """The photo as a `data:` address; empty without one."""
    if not cadre.photo:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(read_file(cadre.photo)).decode()}"


def public_photo(cadre: Cadre) -> str:
    """The same, where the cadre allows it."""
    return photo_address(cadre) if cadre.photo_is_public else ""
