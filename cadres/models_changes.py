"""Kelurahan given to other cadres in one act, kept so that the act can be taken back as one."""

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped


class TerritoryChangeQuerySet(BranchScoped):
    def newest_with_counts(self):
        """Annotate `given`: how many kelurahan; the newest first, since grouping forgets the model's order."""
        return self.annotate(given=models.Count("kelurahan")).order_by("-made_at")


@audited
class TerritoryChange(models.Model):
    """One act (Perubahan wilayah): kelurahan that have another cadre from a day on."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="territory_changes")
    form_key = models.UUIDField(unique=True, db_comment="of the form that asked: sent twice, it is one change")
    on = models.DateField(_("mulai"), db_comment="first day with the new cadres")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TerritoryChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("perubahan wilayah")
        verbose_name_plural = _("perubahan wilayah")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False),
                name="territory_change_undone_has_time",
            )
        ]

    def __str__(self):
        return f"{self.branch} {self.on}"

    def get_absolute_url(self):
        return reverse("arrears:territory-change", args=[self.pk])


class ChangedKelurahan(models.Model):
    """What a change made of one kelurahan. The copies of cadres and days stay when the rows go."""

    change = models.ForeignKey(TerritoryChange, models.CASCADE, related_name="kelurahan")
    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    valid = DateRangeField(db_comment="days of the territory as the change made it")
    territory = models.OneToOneField("cadres.Territory", models.SET_NULL, null=True, related_name="+")
    former_cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    former_valid = DateRangeField(null=True, db_comment="days of the territory that made room; empty: there was none")

    objects = models.Manager()

    class Meta:
        ordering = ["area__code"]
        constraints = [
            models.UniqueConstraint(fields=["change", "area"], name="changed_kelurahan_once"),
            models.CheckConstraint(
                condition=Q(former_cadre__isnull=True, former_valid__isnull=True)
                | Q(former_cadre__isnull=False, former_valid__isnull=False),
                name="changed_kelurahan_former_whole",
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="changed_kelurahan_not_empty"),
        ]

    def __str__(self):
        return f"{self.area} → {self.cadre}"
