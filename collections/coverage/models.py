"""Population, registered and active participants of an area at the end of a month."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.querysets import BranchReference

LEVELS = (AreaLevel.CITY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)


@audited
class CoverageFigure(models.Model):
    """One area in one month. No segments: a population has none, and shares of it would be of nothing.

    Registered may exceed the population (people registered elsewhere than where they are counted). Active and in
    arrears may overlap or leave a rest: whoever is inactive without arrears is in neither.
    """

    branch = models.ForeignKey(
        "common.Branch", models.PROTECT, related_name="coverage", verbose_name=_("kantor cabang")
    )
    month = models.DateField(_("bulan"), db_comment="first day; the figures are of its end")
    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+", verbose_name=_("wilayah"))
    level = models.CharField(
        _("tingkat"),
        max_length=10,
        choices=[(level.value, level.label) for level in LEVELS],
        db_comment="of the area; one level per branch and month, so that nobody is counted twice",
    )
    population = models.IntegerField(_("penduduk"))
    registered = models.IntegerField(_("peserta terdaftar"))
    active = models.IntegerField(_("peserta aktif"))
    in_arrears = models.IntegerField(_("peserta menunggak"), null=True, db_comment="empty: not in the file")
    run = models.ForeignKey("common.ImportRun", models.PROTECT, related_name="+", db_comment="the file it is from")

    objects = BranchReference.as_manager()

    class Meta:
        verbose_name = _("cakupan peserta")
        verbose_name_plural = _("cakupan peserta")
        ordering = ["branch", "-month", "area__code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "month", "area"], name="coverage_once_per_area_and_month"),
            ExclusionConstraint(
                name="coverage_one_level_per_month",
                expressions=[
                    ("branch", RangeOperators.EQUAL),
                    ("month", RangeOperators.EQUAL),
                    ("level", RangeOperators.NOT_EQUAL),
                ],
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="coverage_month_first_day"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in LEVELS]), name="coverage_level_known"
            ),
            models.CheckConstraint(
                condition=Q(population__gte=0, registered__gte=0, active__gte=0)
                & (Q(in_arrears__isnull=True) | Q(in_arrears__gte=0)),
                name="coverage_not_negative",
            ),
            models.CheckConstraint(condition=Q(active__lte=F("registered")), name="coverage_active_are_registered"),
            models.CheckConstraint(
                condition=Q(in_arrears__isnull=True) | Q(in_arrears__lte=F("registered")),
                name="coverage_in_arrears_are_registered",
            ),
        ]
        indexes = [models.Index(fields=["run"], name="coverage_run")]

    def __str__(self):
        return f"{self.area} {self.month:%Y-%m}"
