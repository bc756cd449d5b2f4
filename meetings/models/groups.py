"""Groups of cadres that meet on days of their own, where a branch has several."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cadres.models import Dated
from kaderjkn.common.audit import audited

from ..querysets import GroupQuerySet


@audited
class CadreGroup(models.Model):
    """Cadres who meet together (Kelompok kader), with the rhythm's first day, and hours and place of their own."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="cadre_groups")
    name = models.CharField(_("nama kelompok"), max_length=80)
    first_on = models.DateField(_("pertemuan pertama"), db_comment="the rhythm of the group counts from this day")
    starts_at = models.TimeField(_("mulai"), default="09:00")
    ends_at = models.TimeField(_("selesai"), default="12:00")
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    is_ended = models.BooleanField(_("tidak dipakai lagi"), default=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelompok kader")
        verbose_name_plural = _("kelompok kader")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "name"], name="cadre_group_name_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="cadre_group_ends_after_start"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:group-detail", args=[self.pk])


@audited
class GroupMembership(Dated):
    """A cadre belongs to a group in a date range; on any day to one at most."""

    group = models.ForeignKey(CadreGroup, models.PROTECT, related_name="memberships")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="group_memberships")

    class Meta:
        ordering = ["cadre__code", "valid"]
        constraints = [
            ExclusionConstraint(
                name="group_membership_one_a_day",
                expressions=[("cadre", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="group_membership_not_empty"),
        ]

    def __str__(self):
        return f"{self.cadre} – {self.group}"
