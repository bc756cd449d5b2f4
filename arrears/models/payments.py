"""Money that BPJS received, as imported. Nothing else is a payment; no cadre ever enters one."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited_changes

from ..enums import MatchedBy
from ..querysets import PaymentQuerySet


class Channel(models.Model):
    """An official payment channel (RULES 4)."""

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=60)
    how_to_pay = models.TextField(_("cara membayar"), blank=True)
    is_offered = models.BooleanField(_("ditawarkan"), default=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("kanal pembayaran")
        verbose_name_plural = _("kanal pembayaran")
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


@audited_changes
class Payment(models.Model):
    """One row of a payment file. (source, reference) is unique in a branch for ever (RULES 5.1)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="payments")
    run = models.ForeignKey("common.ImportRun", models.PROTECT, related_name="payments")
    line = models.IntegerField(db_comment="line of the file")
    source = models.CharField(_("sumber"), max_length=40)
    reference = models.CharField(_("referensi"), max_length=80)
    paid_on = models.DateField(_("tanggal bayar"))
    amount = models.BigIntegerField(_("jumlah"), db_comment="rupiah; of a reversal: what it takes back")
    channel = models.CharField(_("kanal"), max_length=40, blank=True)
    card = models.CharField(_("nomor kartu"), max_length=13, blank=True)
    family_card = models.CharField(_("nomor KK"), max_length=16, blank=True)
    virtual_account = models.CharField(_("virtual account"), max_length=16, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name=_("membatalkan")
    )
    imported_at = models.DateTimeField(_("diimpor"))
    household = models.ForeignKey("arrears.Household", models.PROTECT, null=True, blank=True, related_name="payments")
    listed_month = models.DateField(
        null=True,
        blank=True,
        db_comment="month of the list on which the payer was found; a case only if paid_on's",
    )
    matched_by = models.CharField(max_length=4, choices=MatchedBy, default=MatchedBy.NOBODY, blank=True)
    matched_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    settled_month = models.DateField(
        null=True, blank=True, db_comment="period whose closing has settled it; written by the closing"
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembayaran")
        verbose_name_plural = _("pembayaran")
        ordering = ["paid_on", "source", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "source", "reference"], name="payment_once_for_ever"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(matched_by=MatchedBy.NOBODY, household__isnull=True)
                | (~Q(matched_by=MatchedBy.NOBODY) & Q(household__isnull=False)),
                name="payment_match_has_household",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "paid_on", "id"], name="payment_by_day"),
            models.Index(fields=["branch", "amount", "id"], name="payment_by_amount"),
            models.Index(
                fields=["branch", "matched_by", "paid_on", "id"],
                condition=~Q(matched_by=MatchedBy.RULE),
                name="payment_not_by_rule",
            ),
            models.Index(
                fields=["branch", "matched_by", "amount", "id"],
                condition=~Q(matched_by=MatchedBy.RULE),
                name="payment_not_by_rule_amount",
            ),
            models.Index(
                F("branch_id"), OpClass(Reverse("reference"), name="text_pattern_ops"), name="payment_reference_end"
            ),
            models.Index(fields=["household"], name="payment_household"),
            models.Index(
                fields=["branch", "paid_on"], condition=Q(settled_month__isnull=True), name="payment_unsettled"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_settled",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__settled_month__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.source} {self.reference}"

    @property
    def payer(self) -> str:
        """The identifier that the file gave."""
        return self.card or self.family_card or self.virtual_account
