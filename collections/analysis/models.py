"""Sums of a branch's month, so that reports need not read a million rows (ADR 9). No row is about a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.querysets import BranchReference


class MonthSummary(models.Model):
    """When, and from which list and closing, the sums of (branch, month) were computed."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    month = models.DateField(db_comment="first day of the period")
    computed_at = models.DateTimeField()
    list_number = models.BigIntegerField(null=True, db_comment="id of the list counted; empty: none was in force")
    closing_number = models.BigIntegerField(null=True, db_comment="id of the closing counted; empty: none was computed")
    figures_at = models.DateTimeField(null=True, db_comment="computed_at of that closing, as it was then")

    objects = BranchReference.as_manager()

    class Meta:
        verbose_name = _("ringkasan bulan")
        verbose_name_plural = _("ringkasan bulan")
        ordering = ["branch", "month"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "month"], name="summary_once_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="summary_month_first_day"),
            models.CheckConstraint(
                condition=Q(closing_number__isnull=True, figures_at__isnull=True)
                | Q(closing_number__isnull=False, figures_at__isnull=False),
                name="summary_closing_has_time",
            ),
        ]

    def __str__(self):
        return f"{self.branch} {self.month:%Y-%m}"


class SumRow(models.Model):
    """Rows of a summary are deleted and written anew with it."""

    summary = models.ForeignKey(MonthSummary, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class ArrearsSum(SumRow):
    """Households of the newest list: by kelurahan, age of the arrears and class."""

    area = models.ForeignKey(
        "common.Area", models.PROTECT, null=True, related_name="+", db_comment="kelurahan; empty: not placed yet"
    )
    bucket = models.PositiveSmallIntegerField(db_comment="least months of the bucket: 1, 2, 4, 7, 13, 19, 25; 0: none")
    care_class = models.PositiveSmallIntegerField(null=True)
    households = models.IntegerField()
    participants = models.IntegerField(db_comment="rows of the list")
    amount = models.BigIntegerField(db_comment="arrears, rupiah")
    rehab_band = models.IntegerField(db_comment="households whose months lie in the policy's REHAB band")
    rehab_band_enrolled = models.IntegerField(
        db_comment="of those, with a member whose REHAB status says that they joined"
    )
    rehab_enrolled = models.IntegerField(db_comment="all households with such a member, also outside the band")

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "area", "bucket", "care_class"], nulls_distinct=False, name="arrears_sum_once"
            )
        ]

    def __str__(self):
        return f"{self.summary} {self.area_id} {self.bucket}"


class CaseSum(SumRow):
    """Cases of the month: by kelurahan, the cadre for whom the figures count them, and class."""

    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    cadre = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_comment="last holder; empty: never had one"
    )
    care_class = models.PositiveSmallIntegerField(null=True)
    cases = models.IntegerField()
    target = models.BigIntegerField(db_comment="rupiah")
    collected = models.BigIntegerField(db_comment="eligible amounts of the month, by whomever, rupiah")
    paying = models.IntegerField(db_comment="with an eligible amount")
    settled = models.IntegerField(db_comment="eligible reached the target")
    delivered = models.IntegerField(db_comment="envelope delivered")
    contacted = models.IntegerField(db_comment="a contact dated in the month, by any cadre, whatever the outcome")
    promised = models.IntegerField(db_comment="a contact dated in the month with a promised day")
    delivered_contacted = models.IntegerField()
    delivered_contacted_promised = models.IntegerField()
    all_steps = models.IntegerField(db_comment="delivered, contacted, promised and paying")
    contacted_promised = models.IntegerField()
    contacted_promised_paying = models.IntegerField()
    rehab_told = models.IntegerField(db_comment="a contact dated in the month that referred to REHAB")
    rehab_paying = models.IntegerField(db_comment="with an eligible payment through REHAB")

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "area", "cadre", "care_class"], nulls_distinct=False, name="case_sum_once"
            )
        ]

    def __str__(self):
        return f"{self.summary} {self.area_id} {self.cadre_id}"


class ChannelSum(SumRow):
    """Eligible payments of the month: by kelurahan of the case, who collected, class and channel."""

    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    cadre = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_comment="who collected; empty: the branch alone"
    )
    care_class = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=40, blank=True, db_comment="as in the payment file, in capitals")
    payments = models.IntegerField(db_comment="with an eligible amount")
    collected = models.BigIntegerField(db_comment="rupiah")

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "area", "cadre", "care_class", "channel"],
                nulls_distinct=False,
                name="channel_sum_once",
            )
        ]

    def __str__(self):
        return f"{self.summary} {self.area_id} {self.channel}"


class DelaySum(SumRow):
    """Paying households: days from the last contact to the first eligible payment, by kelurahan and cadre."""

    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    cadre = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_comment="last holder; empty: never had one"
    )
    days = models.PositiveSmallIntegerField(null=True, db_comment="empty: no contact within the policy's days")
    households = models.IntegerField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "area", "cadre", "days"], nulls_distinct=False, name="delay_sum_once"
            )
        ]

    def __str__(self):
        return f"{self.summary} {self.area_id} {self.days}"
