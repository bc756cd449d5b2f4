"""Giving a document its number and token, and taking it back."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import Refused
from ..models import Branch, IssuedDocument, User
from ..sql_jobs import execute
from .kinds import kind_of

COUNTING = "SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))"


def issue_document(*, branch: Branch, kind: str, subject_id: int, by: User | None) -> IssuedDocument:
    """Number a document without gaps within branch, kind and year: `IJ-0905-2026-00042`."""
    with transaction.atomic():
        execute(COUNTING, {"name": f"document:{branch.pk}:{kind}"})
        start = f"{kind_of(kind).prefix}-{branch.code}-{branch.today().year}-"
        count = IssuedDocument.objects.filter(branch=branch, kind=kind, number__startswith=start).count()
        return IssuedDocument.objects.create(
            branch=branch,
            kind=kind,
            number=f"{start}{count + 1:05d}",
            token=secrets.token_urlsafe(12),
            subject_id=subject_id,
            issued_by=by,
        )


def revoke_document(*, document: IssuedDocument, reason: str, by: User | None) -> IssuedDocument:
    """Have the public page answer that the document holds no more; the first reason stands."""
    if not reason.strip():
        raise Refused(_("Tulis alasan mencabut dokumen ini."))
    with transaction.atomic():
        document = IssuedDocument.objects.select_for_update().get(pk=document.pk)
        if document.revoked_at is None:
            document.revoked_at, document.revoked_by = timezone.now(), by
            document.revoke_reason = reason.strip()[:200]
            document.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    return document
