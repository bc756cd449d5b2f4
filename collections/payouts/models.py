"""What a cadre is owed for a closed month, and how far its payment has come."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from .enums import StatementState
from .querysets import StatementQuerySet


def person():
    """Who took a step that moves money: such accounts are kept."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")


@audited
class RewardStatement(models.Model):
    """A cadre's reward of a closed month. A released one stops the month from being reopened (RULES 6).

    A correction is never a change here: it is a new line in an open month.
    """

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="statements")
    closing = models.ForeignKey("collections.Closing", models.PROTECT, related_name="statements")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="statements")
    total = models.BigIntegerField(db_comment="sum of the cadre's reward lines of the closing, rupiah, signed")
    approved_by = person()
    approved_at = models.DateTimeField(null=True, blank=True)
    released_by = person()
    released_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        "common.IssuedDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_comment="number and QR code, given at release",
    )
    paid_on = models.DateField(_("dibayar pada"), null=True, blank=True)
    paid_noted_by = person()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("rincian imbal jasa")
        verbose_name_plural = _("rincian imbal jasa")
        ordering = ["cadre__code"]
        constraints = [
            models.UniqueConstraint(fields=["closing", "cadre"], name="statement_once"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="statement_approval_has_person",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True, document__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False, document__isnull=False),
                name="statement_release_has_person",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(approved_at__isnull=False),
                name="statement_released_after_approval",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("approved_by")),
                name="statement_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, paid_noted_by__isnull=True)
                | Q(paid_on__isnull=False, paid_noted_by__isnull=False, released_at__isnull=False, total__gt=0),
                name="statement_paid_after_release",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_total",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__total__df=pgtrigger.F("new__total")),
            ),
            pgtrigger.Protect(
                name="keep_released",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__released_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.cadre} {self.closing}"

    def get_absolute_url(self):
        return reverse("collections:statement-pdf", args=[self.pk])

    @property
    def state(self) -> StatementState:
        if self.paid_on:
            return StatementState.PAID
        if self.released_at:
            return StatementState.RELEASED
        return StatementState.APPROVED if self.approved_at else StatementState.WAITING
