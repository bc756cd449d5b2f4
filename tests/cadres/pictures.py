"""Small files of every kind for tests of uploads."""

from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(kind="JPEG", size=(60, 80), **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (10, 120, 90)).save(out, kind, **options)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A photo taken on its side, with the place and the owner of the camera in it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x013B] = "Siti Rahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 7.0, 30.5)
    return picture(size=(80, 60), exif=exif)
