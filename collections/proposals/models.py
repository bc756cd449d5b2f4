"""Proposed settings, and what they would have made of past months."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arrears.models import BranchPolicy
from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped

from ..closing.models import RewardScheme, RewardTier
from ..closing.querysets import CadreRowQuerySet
from . import triggers
from .enums import DECIDED, HouseholdChange, ProposalState, SettingsKind
from .querysets import DryRunQuerySet, ProposalQuerySet

MOST_MONTHS = 12


class KeptPolicy(BranchPolicy):
    """A policy; once a closed period used it, the database lets nobody change it."""

    class Meta:
        proxy = True
        triggers = [triggers.KEEP_USED_POLICY]


class KeptScheme(RewardScheme):
    """A reward scheme, kept in the same way."""

    class Meta:
        proxy = True
        triggers = [triggers.KEEP_USED_SCHEME]


class KeptTier(RewardTier):
    """A tier of a scheme, kept in the same way."""

    class Meta:
        proxy = True
        triggers = [triggers.KEEP_USED_TIER]


@audited
class Proposal(models.Model):
    """Settings that somebody wants from a month on; only a second person's approval makes them a row in force."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=6, choices=SettingsKind)
    values = models.JSONField(db_comment="every setting of the policy, or the scheme with its tiers")
    starts_on = models.DateField(db_comment="first day of the first month that it would rule")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    policy = models.OneToOneField(BranchPolicy, models.PROTECT, null=True, blank=True, related_name="proposal")
    scheme = models.OneToOneField(RewardScheme, models.PROTECT, null=True, blank=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan")
        verbose_name_plural = _("usulan")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__day=1), name="proposal_starts_with_a_month"),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_reason"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="proposal_decided_has_time_and_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | ~Q(decided_by=F("proposed_by")), name="proposal_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(decision_reason=""), name="proposal_refused_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ProposalState.APPROVED, kind=SettingsKind.POLICY, policy__isnull=False, scheme__isnull=True
                )
                | Q(state=ProposalState.APPROVED, kind=SettingsKind.SCHEME, policy__isnull=True, scheme__isnull=False)
                | (~Q(state=ProposalState.APPROVED) & Q(policy__isnull=True, scheme__isnull=True)),
                name="proposal_approved_has_row",
            ),
            models.UniqueConstraint(
                fields=["branch", "kind", "starts_on"],
                condition=Q(state=ProposalState.OPEN),
                name="proposal_one_open_per_start",
            ),
        ]
        triggers = [triggers.APPROVED_AHEAD, triggers.KEEP_DECIDED]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on:%Y-%m}"

    def get_absolute_url(self):
        return reverse("collections:proposal-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN


class DryRun(models.Model):
    """What settings would have made of the branch's newest closed months; without a proposal only a trial."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="dry_runs")
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, blank=True, related_name="dry_runs")
    kind = models.CharField(max_length=6, choices=SettingsKind)
    values = models.JSONField(db_comment="as in the proposal")
    months_wanted = models.PositiveSmallIntegerField(
        default=6, validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    computed_at = models.DateTimeField(null=True, blank=True, db_comment="empty: not computed yet")
    summary = models.JSONField(default=dict, blank=True, db_comment="sums per month; no personal data")
    expires_on = models.DateField(db_comment="last day of the rows per household")

    objects = DryRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("uji coba")
        verbose_name_plural = _("uji coba")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months_wanted__range=(1, MOST_MONTHS)), name="dry_run_one_to_twelve_months"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("collections:dry-run", args=[self.pk])


def amount(words: str):
    return models.BigIntegerField(default=0, db_comment=words)


class DryRunCadre(models.Model):
    """A cadre's month as it was closed (`real_…`) and as it would have been (`if_…`)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    dry_run = models.ForeignKey(DryRun, models.CASCADE, related_name="cadres")
    month = models.DateField()
    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, related_name="+")
    real_cases = models.IntegerField(default=0)
    real_target = amount("rupiah")
    real_collected = amount("rupiah")
    real_reward = amount("rupiah, all lines of the closing, late ones too")
    real_active = models.BooleanField(null=True, db_comment="empty: no figure of this cadre in that month")
    if_cases = models.IntegerField(default=0)
    if_target = amount("rupiah")
    if_collected = amount("rupiah")
    if_reward = amount("rupiah")
    if_active = models.BooleanField(null=True)

    objects = CadreRowQuerySet.as_manager()

    class Meta:
        ordering = ["cadre__code", "month"]
        constraints = [models.UniqueConstraint(fields=["dry_run", "month", "cadre"], name="dry_run_cadre_once")]

    def __str__(self):
        return f"{self.cadre} {self.month:%Y-%m}"


class DryRunHousehold(models.Model):
    """A household that would have become a case of the month, or would not have been one."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    dry_run = models.ForeignKey(DryRun, models.CASCADE, related_name="households")
    month = models.DateField()
    household = models.ForeignKey("arrears.Household", models.CASCADE, related_name="+")
    change = models.CharField(max_length=7, choices=HouseholdChange)
    cadre = models.ForeignKey(
        "cadres.Cadre", models.CASCADE, null=True, related_name="+", db_comment="who held it last, or would have"
    )
    area = models.ForeignKey("common.Area", models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    target = models.BigIntegerField()
    eligible = models.BigIntegerField(db_comment="rupiah, late payments too; of who left: really, of who entered: then")
    reward = models.BigIntegerField(db_comment="rupiah, in the same way")

    objects = BranchScoped.as_manager()

    class Meta:
        ordering = ["month", "change", "pk"]
        constraints = [models.UniqueConstraint(fields=["dry_run", "month", "household"], name="dry_run_household_once")]
        indexes = [models.Index(fields=["household"], name="dry_run_household")]

    def __str__(self):
        return f"{self.household_id} {self.change}"
