"""The address that an envelope's QR code holds: number and keyed code, so that nobody can make one up."""

from django.conf import settings
from django.urls import reverse

from .codes import envelope_code


def envelope_address(branch_code: str, number: str) -> str:
    """Absolute address of the public page of an envelope."""
    code = envelope_code(branch_code, number)
    return settings.SITE_URL + reverse("envelope-address", args=[number, code])
