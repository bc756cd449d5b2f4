"""Cases: a household in a period, and who holds it from which day on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited_changes

from ..bands import Band
from ..enums import TouchKind
from ..querysets import CaseQuerySet, HolderQuerySet


@audited_changes
class Case(models.Model):
    """One household in one period (Binaan). It copies from the list what the figures need (RULES 3)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="cases")
    month = models.DateField(db_comment="first day of the period")
    household = models.ForeignKey("arrears.Household", models.PROTECT, related_name="cases")
    list = models.ForeignKey(
        "arrears.ArrearsList",
        models.PROTECT,
        related_name="cases",
        db_comment="the list whose values it carries",
    )
    key = models.CharField(max_length=16)
    head_card = models.CharField(max_length=13)
    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    target = models.BigIntegerField(db_comment="rupiah, the arrears on the list; never lowered by payments")
    care_class = models.PositiveSmallIntegerField(null=True)
    assigned_on = models.DateField(db_comment="first day with a holder")
    left_list = models.BooleanField(_("keluar daftar"), default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("binaan")
        verbose_name_plural = _("binaan")
        constraints = [
            models.UniqueConstraint(fields=["branch", "month", "household"], name="case_once_per_period"),
            models.CheckConstraint(condition=Q(target__gte=0), name="case_target_not_negative"),
            models.CheckConstraint(condition=Q(month__day=1), name="case_month_first_day"),
        ]
        indexes = [
            models.Index(fields=["household"], name="case_household"),
            models.Index(fields=["branch", "month", "target", "id"], name="case_by_amount"),
            models.Index(fields=["branch", "month", "months", "target", "id"], name="case_by_months"),
            models.Index(fields=["branch", "month", "area", "target", "id"], name="case_by_area"),
            models.Index(F("branch_id"), F("month"), Band("months"), F("target"), F("id"), name="case_by_band"),
            models.Index(
                fields=["branch", "month", "target", "id"], condition=Q(left_list=True), name="case_left_by_amount"
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.month:%Y-%m}"


@audited_changes
class CaseHolder(models.Model):
    """Who holds a case from a day on; the next row's day is the end, so no gap or overlap can exist."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="holders")
    from_on = models.DateField(_("sejak"))
    cadre = models.ForeignKey(
        "cadres.Cadre",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="held_cases",
        db_comment="empty: nobody, after an ended partnership",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    cover = models.ForeignKey(
        "arrears.Cover",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holders",
        db_comment="the cover that wrote this row; empty: assigned or moved",
    )

    objects = HolderQuerySet.as_manager()

    class Meta:
        ordering = ["case", "from_on"]
        constraints = [models.UniqueConstraint(fields=["case", "from_on"], name="holder_one_per_case_and_day")]
        indexes = [models.Index(fields=["branch", "cadre", "from_on"], include=["case"], name="holder_by_cadre")]

    def __str__(self):
        return f"{self.case}: {self.cadre}"


class CaseTouch(models.Model):
    """That somebody has worked on a case: corrections and undo of lists read only this (architecture)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="touches")
    kind = models.CharField(max_length=8, choices=TouchKind)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="touch_once_per_kind")]

    def __str__(self):
        return f"{self.case} {self.kind}"


class RemovedCase(models.Model):
    """An untouched case that a corrected list took away; undoing the list puts it back as it was."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    list = models.ForeignKey("arrears.ArrearsList", models.CASCADE, related_name="removed_cases")
    household = models.ForeignKey("arrears.Household", models.CASCADE, related_name="+")
    case = models.JSONField(db_comment="the row of arrears_case")
    holders = models.JSONField(db_comment="its rows of arrears_caseholder")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "list", "household"], name="removed_once_per_list")]

    def __str__(self):
        return str(self.household_id)
