"""Proposed divisions of the kelurahan inside each kecamatan."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped

from ..enums import Weighting


@audited
class FairShare(models.Model):
    """A proposal (Usulan pembagian merata), worked out by a job; nothing changes before somebody accepts it."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="fair_shares")
    on = models.DateField(_("mulai"), db_comment="first day with the new cadres")
    weighting = models.CharField(_("ukuran beban"), max_length=10, choices=Weighting, default=Weighting.BALANCED)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    computed_at = models.DateTimeField(null=True, blank=True)
    month = models.DateField(null=True, blank=True, db_comment="period whose list gave the loads")
    fingerprint = models.CharField(max_length=64, blank=True, db_comment="of territories and agreements as it saw them")
    outcome = models.JSONField(default=list, db_comment="kecamatan by kecamatan: loads before and after, moves")
    change = models.OneToOneField(
        "cadres.TerritoryChange",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fair_share",
        db_comment="what accepting it made",
    )

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("usulan pembagian merata")
        verbose_name_plural = _("usulan pembagian merata")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(computed_at__isnull=True, fingerprint="", month__isnull=True, change__isnull=True)
                | Q(computed_at__isnull=False, month__isnull=False) & ~Q(fingerprint=""),
                name="fair_share_computed_whole",
            )
        ]

    def __str__(self):
        return f"{self.branch} {self.on}"

    def get_absolute_url(self):
        return reverse("arrears:fair-share", args=[self.pk])

    @property
    def moves(self) -> list[dict]:
        return [move for district in self.outcome for move in district["moves"]]
