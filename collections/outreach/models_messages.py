"""Messages in bulk: what is sent to whom, how each one fared, and who wants none."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited, audited_changes

from ..field.models import PHONE
from ..messages.enums import OFFICE_KINDS, MessageKind
from .enums import MESSAGE_MODES, BlastState, LeftOut, MessageState, OptOutSource
from .querysets import BlastMessageQuerySet, BlastQuerySet, OptOutQuerySet
from .triggers import ASKS_BEFORE_SENDING, NEVER_TWICE, STARTS_IN_QUEUE

OFFICE_CHOICES = [(kind.value, kind.label) for kind in MessageKind if kind in OFFICE_KINDS]
CLAIMED_STATES = [state for state in MessageState if state not in (MessageState.QUEUED, MessageState.LEFT_OUT)]


@audited
class Blast(models.Model):
    """One message to many households of the call list. The text is kept as it was when it was confirmed."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    month = models.DateField(db_comment="first day of the period whose call list it goes to")
    kind = models.CharField(
        _("pesan"),
        max_length=10,
        choices=[(kind, label) for kind, label in MessageKind.choices if kind in OFFICE_KINDS],
    )
    mode = models.CharField(_("lewat"), max_length=8, choices=MESSAGE_MODES)
    text = models.TextField(_("isi pesan"))
    area = models.ForeignKey(
        "common.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah"),
        db_comment="kecamatan or kelurahan; empty: all",
    )  # fmt: skip
    least_months = models.PositiveSmallIntegerField(_("bulan paling sedikit"), null=True, blank=True)
    most_months = models.PositiveSmallIntegerField(_("bulan paling banyak"), null=True, blank=True)
    state = models.CharField(_("keadaan"), max_length=8, choices=BlastState, default=BlastState.DRAFT)
    left_out = models.JSONField(default=dict, db_comment="households without a message when confirmed, by reason")
    trouble = models.CharField(max_length=200, blank=True, db_comment="why the newest portion was cut short")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = BlastQuerySet.as_manager()

    class Meta:
        verbose_name = _("siaran")
        verbose_name_plural = _("siaran")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(state__in=[BlastState.DRAFT, BlastState.STOPPED]),
                name="blast_sent_was_confirmed",
            ),
            models.CheckConstraint(condition=Q(kind__in=OFFICE_KINDS), name="blast_kind_is_the_offices"),
            models.CheckConstraint(
                condition=Q(most_months__isnull=True)
                | Q(least_months__isnull=True)
                | Q(most_months__gte=F("least_months")),
                name="blast_months_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self):
        return reverse("collections:blast-detail", args=[self.pk])


@audited_changes
class BlastMessage(models.Model):
    """One message to one household. `uuid` is what the gateway knows it by; in doubt it is never sent again."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    blast = models.ForeignKey(Blast, models.PROTECT, related_name="messages")
    household = models.ForeignKey("arrears.Household", models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True)
    phone = models.CharField(max_length=16)
    state = models.CharField(_("keadaan"), max_length=9, choices=MessageState, default=MessageState.QUEUED)
    left_out = models.CharField(_("sebab dilewati"), max_length=13, choices=LeftOut, blank=True)
    gateway_id = models.CharField(max_length=100, blank=True, db_comment="the gateway's own name of it")
    claimed_at = models.DateTimeField(null=True, blank=True, db_comment="when it went to the gateway")
    claimed_on = models.DateField(null=True, blank=True, db_comment="that day in the branch's zone")
    ended_at = models.DateTimeField(null=True, blank=True, db_comment="the newest news of it")
    error = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BlastMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesan siaran")
        verbose_name_plural = _("pesan siaran")
        ordering = ["pk"]
        triggers = [STARTS_IN_QUEUE, NEVER_TWICE, ASKS_BEFORE_SENDING]
        constraints = [
            models.UniqueConstraint(fields=["blast", "household"], name="blast_message_once_per_household"),
            models.UniqueConstraint(fields=["blast", "phone"], name="blast_message_once_per_number"),
            models.CheckConstraint(condition=Q(phone__regex=PHONE), name="blast_message_phone_e164"),
            models.CheckConstraint(
                condition=Q(state=MessageState.LEFT_OUT, left_out__in=LeftOut.values)
                | (~Q(state=MessageState.LEFT_OUT) & Q(left_out="")),
                name="blast_message_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLAIMED_STATES, claimed_at__isnull=False, claimed_on__isnull=False)
                | (~Q(state__in=CLAIMED_STATES) & Q(claimed_at__isnull=True, claimed_on__isnull=True)),
                name="blast_message_claim_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["blast", "state", "id"], name="blast_message_state"),
            models.Index(fields=["branch", "claimed_at"], name="blast_message_claimed"),
            models.Index(fields=["phone", "claimed_at"], name="blast_message_phone"),
        ]

    def __str__(self):
        return f"{self.blast_id} {self.uuid}"


@audited
class OptOut(models.Model):
    """A number whose owner wants no messages; staff lift it when the owner asks for messages again."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    phone = models.CharField(_("nomor HP"), max_length=16)
    word = models.CharField(_("kata"), max_length=30, blank=True, db_comment="the stop word that was understood")
    source = models.CharField(_("asal"), max_length=7, choices=OptOutSource)
    received_at = models.DateTimeField(_("diterima"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    lift_reason = models.CharField(_("alasan"), max_length=200, blank=True)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("berhenti menerima pesan")
        verbose_name_plural = _("berhenti menerima pesan")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "phone"], condition=Q(lifted_at__isnull=True), name="opt_out_once_per_number"
            ),
            models.CheckConstraint(condition=Q(phone__regex=PHONE), name="opt_out_phone_e164"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lift_reason="") | (Q(lifted_at__isnull=False) & ~Q(lift_reason="")),
                name="opt_out_lifted_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.pk} {self.source}"
