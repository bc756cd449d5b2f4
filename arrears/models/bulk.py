"""Acts on many cases at once, kept so that each can be taken back as one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped

from ..enums import BulkKind


@audited
class BulkAct(models.Model):
    """Many cases moved, or their households put on hold, by one press of a button."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    month = models.DateField(db_comment="first day of the period of the cases")
    kind = models.CharField(max_length=4, choices=BulkKind)
    cadre = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, blank=True, related_name="+", db_comment="of a move: to whom"
    )
    starts_on = models.DateField(db_comment="first day on which it holds")
    count = models.PositiveIntegerField(default=0, db_comment="cases that it changed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("tindakan massal")
        verbose_name_plural = _("tindakan massal")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["branch", "-at"], name="bulk_branch_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False), name="bulk_undone_has_time"
            ),
            models.CheckConstraint(
                condition=Q(kind=BulkKind.MOVE, cadre__isnull=False) | Q(kind=BulkKind.HOLD, cadre__isnull=True),
                name="bulk_move_has_cadre",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.count}"

    def get_absolute_url(self):
        return reverse("arrears:bulk-detail", args=[self.pk])


class BulkActRow(models.Model):
    """One case of such an act: who held it before and after, or the hold that was set."""

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="rows")
    case = models.ForeignKey("arrears.Case", models.CASCADE, related_name="+")
    hold = models.ForeignKey("arrears.Hold", models.CASCADE, null=True, related_name="+")
    before = models.JSONField(null=True, db_comment="rows of arrears_caseholder")
    after = models.JSONField(null=True, db_comment="the same after the move: undone only while they stand so")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "case"], name="bulk_row_once")]

    def __str__(self):
        return str(self.case_id)
