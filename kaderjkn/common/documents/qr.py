"""QR codes, and the address that they hold."""

import io

import segno
from django.conf import settings

from ..models import IssuedDocument


def check_url(document: IssuedDocument) -> str:
    """Absolute address of the document's public page."""
    return settings.SITE_URL + document.get_absolute_url()


def qr_svg(text: str) -> str:
    """The QR code of a text as SVG; a quarter of it may be soiled."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="svg", xmldecl=False, border=2)
    return out.getvalue().decode()
