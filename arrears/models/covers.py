"""Covers: a substitute holds a cadre's cases from a day to a day; they come back by themselves."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from ..enums import CoverReason
from ..querysets import CoverQuerySet


@audited
class Cover(models.Model):
    """A cover (Penggantian sementara). Its effect are holder rows, written at once for all days of open periods."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="covers")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="covers", verbose_name=_("kader"))
    substitute = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, related_name="covering", verbose_name=_("kader pengganti")
    )
    days = DateRangeField(_("hari"), db_comment="first day up to, not including, the day on which the cases come back")
    reason = models.CharField(_("alasan"), max_length=9, choices=CoverReason)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True, db_comment="taken back: as if it never was")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("penggantian sementara")
        verbose_name_plural = _("penggantian sementara")
        ordering = ["-days"]
        constraints = [
            ExclusionConstraint(
                name="cover_one_a_day",
                expressions=[("cadre", RangeOperators.EQUAL), ("days", RangeOperators.OVERLAPS)],
                condition=Q(undone_at__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(cadre=F("substitute")), name="cover_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(days__isempty=False, days__lower_inf=False, days__upper_inf=False),
                name="cover_has_first_and_last_day",
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False), name="cover_undone_has_time"
            ),
        ]

    def __str__(self):
        return f"{self.cadre} → {self.substitute}"

    def get_absolute_url(self):
        return reverse("arrears:cover-detail", args=[self.pk])

    @property
    def first_day(self) -> date:
        return self.days.lower

    @property
    def last_day(self) -> date:
        return self.days.upper - timedelta(days=1)
