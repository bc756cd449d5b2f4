"""QR codes, and the address that they hold."""

import zxingcpp
from django.conf import settings

from ..models import IssuedDocument


def check_url(document: IssuedDocument) -> str:
    """Absolute address of the document's public page."""
    return settings.SITE_URL + document.get_absolute_url()


def qr_svg(text: str, level: str = "Q") -> str:
    """The QR code of a text as SVG. A quarter of it may be soiled; at level M a seventh, with larger squares."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    svg = code.to_svg()
    return svg[svg.index("<svg") :]
