"""Reward schemes, and the figures of a month: provisional while it is open, fixed once it is closed."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from .enums import CURRENT_STATES, ClosingState, Verdict
from .fixing import fixed_closing, fixed_rows
from .querysets import CadreRowQuerySet, ClosingQuerySet, ClosingRowQuerySet, RewardSchemeQuerySet


@audited
class RewardScheme(models.Model):
    """What a cadre earns, from a day on, in a branch or in all. Once a closed period used it, it is only succeeded."""

    branch = models.ForeignKey(
        "common.Branch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reward_schemes",
        verbose_name=_("kantor cabang"),
        help_text=_("kosong: untuk semua cabang"),
    )
    name = models.CharField(_("nama"), max_length=120)
    starts_on = models.DateField(_("berlaku mulai"))
    cap_per_case = models.BigIntegerField(_("batas per binaan"), null=True, blank=True)
    cap_per_month = models.BigIntegerField(_("batas per kader dan bulan"), null=True, blank=True)
    registration_fee = models.BigIntegerField(_("imbal pendaftaran"), default=0)

    objects = RewardSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("skema imbal jasa")
        verbose_name_plural = _("skema imbal jasa")
        ordering = ["branch", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "starts_on"], nulls_distinct=False, name="scheme_one_start_per_branch"
            ),
            models.CheckConstraint(
                condition=(Q(cap_per_case__isnull=True) | Q(cap_per_case__gte=0))
                & (Q(cap_per_month__isnull=True) | Q(cap_per_month__gte=0))
                & Q(registration_fee__gte=0),
                name="scheme_amounts_not_negative",
            ),
        ]

    def __str__(self):
        return self.name


@audited
class RewardTier(models.Model):
    """The rate for a range of months in arrears, in basis points (2,500 = 25 %)."""

    scheme = models.ForeignKey(RewardScheme, models.CASCADE, related_name="tiers")
    months = IntegerRangeField(_("bulan menunggak"))
    rate_bp = models.PositiveIntegerField(_("tarif (bp)"))

    class Meta:
        verbose_name = _("jenjang imbal jasa")
        verbose_name_plural = _("jenjang imbal jasa")
        ordering = ["scheme", "months"]
        constraints = [
            ExclusionConstraint(
                name="tier_no_overlap",
                expressions=[("scheme", RangeOperators.EQUAL), ("months", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(rate_bp__lte=10000), name="tier_rate_at_most_all"),
        ]

    def __str__(self):
        return f"{self.months}: {self.rate_bp}"


@audited
class Closing(models.Model):
    """The figures of (branch, month) in one version, with the settings that made them."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="closings")
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=11, choices=ClosingState, default=ClosingState.PROVISIONAL)
    policy = models.ForeignKey("arrears.BranchPolicy", models.PROTECT, related_name="closings")
    scheme = models.ForeignKey(RewardScheme, models.PROTECT, related_name="closings")
    settings_used = models.JSONField(default=dict, db_comment="policy and scheme, written out")
    computed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reopen_reason = models.CharField(max_length=300, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tutup buku")
        verbose_name_plural = _("tutup buku")
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "month", "version"], name="closing_version_once"),
            models.UniqueConstraint(
                fields=["branch", "month"], condition=Q(state__in=CURRENT_STATES), name="closing_one_current"
            ),
            models.CheckConstraint(
                condition=Q(state=ClosingState.PROVISIONAL, closed_at__isnull=True)
                | (~Q(state=ClosingState.PROVISIONAL) & Q(closed_at__isnull=False)),
                name="closing_closed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClosingState.SUPERSEDED) | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="closing_superseded_has_reason",
            ),
        ]
        triggers = fixed_closing()

    def __str__(self):
        return f"{self.month:%Y-%m} v{self.version}"

    def get_absolute_url(self):
        return reverse("collections:closing-detail", args=[f"{self.month:%Y-%m}"])


class ClosingRow(models.Model):
    """A frozen row of a closing."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    closing = models.ForeignKey(Closing, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


def keep_in_old_versions(collector, field, settlements, using):
    """A payment that is undone leaves the figures of now, and stays readable in versions that were opened again."""
    models.CASCADE(collector, field, settlements.filter(is_current=True), using)
    models.SET_NULL(collector, field, settlements.filter(is_current=False), using)


class Settlement(ClosingRow):
    """What one payment, or one reversal of a settled one, counts for in a closing. Every figure is a sum of these."""

    payment = models.ForeignKey("arrears.Payment", keep_in_old_versions, null=True, related_name="settlements")
    is_current = models.BooleanField(default=True, db_comment="false once the closing was reopened")
    paid = models.JSONField(
        null=True, db_comment="of a reopened closing, whose payment may go: source, reference, paid_on, amount"
    )
    case = models.ForeignKey("arrears.Case", models.PROTECT, null=True, related_name="settlements")
    paid_month = models.DateField(db_comment="period of the paid-on date; of a reversal: of what it takes back")
    is_late = models.BooleanField(db_comment="susulan: paid_month was closed before")
    eligible = models.BigIntegerField(db_comment="rupiah that count against the case's target; negative: taken back")
    cadre = models.ForeignKey(
        "cadres.Cadre",
        models.PROTECT,
        null=True,
        related_name="settlements",
        db_comment="who collected; empty: branch",
    )
    verdict = models.CharField(max_length=12, choices=Verdict)

    objects = CadreRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "payment"], name="settlement_once_per_closing"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(is_current=True), name="settlement_payment_counts_once"
            ),
            models.CheckConstraint(
                condition=Q(eligible__gte=0) | Q(verdict=Verdict.REVERSAL),
                name="settlement_negative_is_reversal",
            ),
            models.CheckConstraint(
                condition=Q(cadre__isnull=True) | Q(case__isnull=False), name="settlement_cadre_has_case"
            ),
            models.CheckConstraint(
                condition=Q(is_current=True, payment__isnull=False) | Q(is_current=False, paid__isnull=False),
                name="settlement_knows_its_payment",
            ),
        ]
        indexes = [models.Index(fields=["branch"], condition=Q(is_late=True), name="settlement_late")]
        triggers = fixed_rows()

    def __str__(self):
        return f"{self.payment or self.paid}: {self.eligible}"


class RewardLine(ClosingRow):
    """One line of a cadre's reward: a payment, or the fee of a registration (RULES 5.5)."""

    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="reward_lines")
    settlement = models.OneToOneField(Settlement, models.CASCADE, null=True, blank=True, related_name="reward_line")
    registration = models.ForeignKey(
        "collections.Registration", models.PROTECT, null=True, blank=True, related_name="reward_lines"
    )
    case = models.ForeignKey("arrears.Case", models.PROTECT, null=True, related_name="reward_lines")
    source = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)
    dated = models.DateField(db_comment="paid on, or confirmed on")
    months = models.PositiveSmallIntegerField(null=True)
    scheme = models.ForeignKey(RewardScheme, models.PROTECT, related_name="lines")
    rate_bp = models.PositiveIntegerField(null=True)
    eligible = models.BigIntegerField()
    calculated = models.BigIntegerField(db_comment="rupiah before caps")
    reward = models.BigIntegerField(db_comment="rupiah paid, after the cap per case and per month")
    late_from = models.DateField(null=True, db_comment="period of the paid-on date, where that was closed before")
    is_current = models.BooleanField(default=True)

    objects = CadreRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("baris imbal jasa")
        verbose_name_plural = _("baris imbal jasa")
        ordering = ["cadre__code", "dated", "source", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(is_current=True), name="reward_fee_once_per_registration"
            ),
            models.CheckConstraint(
                condition=Q(settlement__isnull=False, registration__isnull=True)
                | Q(settlement__isnull=True, registration__isnull=False),
                name="reward_line_has_one_reason",
            ),
        ]
        indexes = [models.Index(fields=["branch", "cadre"], name="reward_branch_cadre")]
        triggers = fixed_rows()

    def __str__(self):
        return f"{self.cadre} {self.source} {self.reference}: {self.reward}"


class CadreFigure(ClosingRow):
    """A cadre's month (RULES 5.4, 5.7): every cadre who held a case on any day, collected anything, or was due."""

    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="figures")
    cases = models.IntegerField(db_comment="cases whose last holder this cadre is")
    target = models.BigIntegerField(db_comment="sum of their targets, rupiah")
    collected = models.BigIntegerField(db_comment="collected by this cadre in the month, rupiah")
    paying = models.IntegerField(db_comment="of those cases, with any eligible payment, whoever collected it")
    settled = models.IntegerField(db_comment="of those cases, eligible reached the target")
    late_collected = models.BigIntegerField(db_comment="late lines settled in this closing, rupiah, signed")
    held_days = models.BooleanField(db_comment="held a case on any day")
    contacted = models.IntegerField(db_comment="of those cases, with a contact by this cadre dated in the month")
    meetings_counted = models.IntegerField(db_comment="meetings of the month less the excused")
    meetings_attended = models.IntegerField(db_comment="present or made up")
    incidents = models.IntegerField(db_comment="upheld integrity incidents dated in the month")
    is_active = models.BooleanField()

    objects = CadreRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "cadre"], name="cadre_figure_once")]
        triggers = fixed_rows()

    def __str__(self):
        return f"{self.cadre} {self.closing}"


class AreaFigure(ClosingRow):
    """A kelurahan's month; kecamatan and branch are its sums."""

    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    cases = models.IntegerField()
    target = models.BigIntegerField()
    collected = models.BigIntegerField(db_comment="all eligible amounts of the month, by whomever")
    paying = models.IntegerField()
    settled = models.IntegerField()

    objects = ClosingRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "area"], name="area_figure_once")]
        triggers = fixed_rows()

    def __str__(self):
        return f"{self.area} {self.closing}"
