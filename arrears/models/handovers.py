"""Cases that pass on from a day on because a partnership ends; decided ahead, also for cases not yet assigned."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped


@audited
class Handover(models.Model):
    """A cadre's cases of one kelurahan go to another, or to nobody, from a day on. Assignment reads it too."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="handovers")
    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    on = models.DateField(db_comment="first day of the new holder")
    to = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, blank=True, related_name="+", db_comment="empty: nobody"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("penyerahan binaan")
        verbose_name_plural = _("penyerahan binaan")
        constraints = [models.UniqueConstraint(fields=["cadre", "area", "on"], name="handover_once")]

    def __str__(self):
        return f"{self.area}: {self.cadre} → {self.to}"
