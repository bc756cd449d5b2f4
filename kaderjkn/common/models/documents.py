"""Numbered documents that left the office: whoever holds the paper can ask the site whether it is genuine."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..querysets import BranchScoped


class IssuedDocument(models.Model):
    """One letter or statement. `token` is what its QR code leads to; the content stays with `subject_id`."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    number = models.CharField(_("nomor"), max_length=60)
    token = models.CharField(max_length=32, unique=True)
    subject_id = models.BigIntegerField(db_comment="row that the kind of document is about")
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    revoke_reason = models.CharField(_("alasan"), max_length=200, blank=True)

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("dokumen terbit")
        verbose_name_plural = _("dokumen terbit")
        ordering = ["-issued_at"]
        indexes = [models.Index(fields=["branch", "kind", "subject_id"], name="document_subject")]
        constraints = [
            models.UniqueConstraint(fields=["branch", "kind", "number"], name="document_number_once"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="document_revoked_has_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="keep_documents", operation=pgtrigger.Delete)]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """The public page; it asks nobody to sign in."""
        return reverse("document-check", args=[self.token])
