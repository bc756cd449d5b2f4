"""Who saw whose data. Rows are added only; a trigger refuses anything else."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import BranchScoped


class AccessLog(models.Model):
    """One act of seeing personal data in full, exporting, or printing (UU PDP art. 31, DOMAIN 8)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(
        _("tindakan"),
        max_length=20,
        choices=[
            ("show", _("tampilkan")),
            ("export", _("ekspor")),
            ("print", _("cetak")),
        ],
    )
    subject_kind = models.CharField(max_length=30, db_comment="household, import, report")
    subject_id = models.BigIntegerField(null=True)
    reason = models.CharField(_("alasan"), max_length=200)
    at = models.DateTimeField(default=timezone.now, db_comment="when it was done, also where a phone told it later")

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("catatan akses")
        verbose_name_plural = _("catatan akses")
        ordering = ["-at"]
        indexes = [models.Index(fields=["branch", "subject_kind", "subject_id"], name="access_subject")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.act} {self.subject_kind} {self.subject_id}"
