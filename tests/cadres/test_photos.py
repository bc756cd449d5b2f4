"""A photo loses what the camera wrote into it, lies encrypted, and is public only with consent."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from PIL import Image

from cadres.models import Cadre
from cadres.photos import public_photo, remove_photo, set_photo, small_photo
from kaderjkn.common.errors import Refused
from tests.cadres.pictures import PDF, photo_with_place, picture


def test_photo_is_written_anew_upright_and_without_camera_data():
    with Image.open(BytesIO(photo_with_place())) as before:
        assert before.getexif()[0x013B] == "Siti Rahasia"
    small = small_photo(photo_with_place())
    with Image.open(BytesIO(small)) as after:
        assert (after.format, after.size, dict(after.getexif())) == ("JPEG", (480, 600), {})
    assert b"Rahasia" not in small


def test_photo_is_turned_as_the_camera_says():
    """The left half red, turned by 90° to the right: then the upper half is red."""
    flat = Image.new("RGB", (80, 60), "blue")
    flat.paste("red", (0, 0, 40, 60))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    flat.save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(small_photo(out.getvalue()))) as after:
        top, bottom = after.getpixel((240, 40)), after.getpixel((240, 560))
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


@pytest.mark.parametrize("content", [b"x", PDF, picture("GIF"), picture()[:-50]], ids=["text", "pdf", "gif", "half"])
def test_what_is_no_photo_is_refused(cadre, staff, content):
    with pytest.raises(Refused):
        set_photo(cadre=cadre, content=content, is_public=False, by=staff)


def test_photo_is_public_only_with_consent(cadre, staff):
    set_photo(cadre=cadre, content=picture(), is_public=False, by=staff)
    cadre.refresh_from_db()
    assert public_photo(cadre) == ""
    set_photo(cadre=cadre, content=None, is_public=True, by=staff)
    cadre.refresh_from_db()
    assert public_photo(cadre).startswith("data:image/jpeg;base64,")


def test_consent_without_a_photo_is_refused(cadre, staff):
    with pytest.raises(Refused, match="Belum ada foto"):
        set_photo(cadre=cadre, content=None, is_public=True, by=staff)
    with pytest.raises(IntegrityError, match="cadre_public_photo_is_there"), transaction.atomic():
        Cadre.objects.filter(pk=cadre.pk).update(photo_is_public=True)


def test_replaced_and_removed_photos_leave_the_disk(cadre, staff, django_capture_on_commit_callbacks):
    folder = Path(settings.MEDIA_ROOT) / "foto"
    before = set(folder.glob("*"))
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(cadre=cadre, content=picture(), is_public=True, by=staff)
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(cadre=cadre, content=picture("PNG"), is_public=True, by=staff)
    (kept,) = set(folder.glob("*")) - before
    assert b"JFIF" not in kept.read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(cadre=cadre, by=staff)
    cadre.refresh_from_db()
    assert set(folder.glob("*")) == before
    assert (cadre.photo, cadre.photo_is_public) == ("", False)
