"""Documents as PDF: numbered, with a QR code that leads to a public page which says whether they are genuine."""

from .issuing import issue_document, revoke_document
from .kinds import PublicFacts, document_kind, kind_of
from .pdf import render_pdf
from .qr import check_url, qr_svg

__all__ = [
    "PublicFacts",
    "check_url",
    "document_kind",
    "issue_document",
    "kind_of",
    "qr_svg",
    "render_pdf",
    "revoke_document",
]
