"""Contacts and what else a cadre brings back. No field here, or anywhere, holds cash."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited, audited_changes

from .enums import ComplaintCategory, IncidentState, Mode, NonPaymentReason, Outcome
from .querysets import ContactQuerySet, IncidentQuerySet, OwnRecords

PHONE = r"^\+[1-9][0-9]{7,14}$"
"""E.164, as `common.accounts.names.phone_of` writes it."""


@audited_changes
class Contact(models.Model):
    """One attempt to reach a household (Kontak). `uuid` is made on the device; the same one is one contact."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="contacts")
    uuid = models.UUIDField()
    household = models.ForeignKey("arrears.Household", models.PROTECT, related_name="contacts")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="contacts", verbose_name=_("kader"))
    mode = models.CharField(_("cara"), max_length=8, choices=Mode)
    made_at = models.DateTimeField(_("waktu"), db_comment="time on the device")
    made_on = models.DateField(_("tanggal"), db_comment="calendar day of made_at in the branch's zone")
    received_at = models.DateTimeField(db_comment="when it reached the server")
    outcome = models.CharField(_("hasil"), max_length=26, choices=Outcome)
    channel = models.ForeignKey(
        "arrears.Channel",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kanal rujukan"),
    )
    promised_on = models.DateField(_("tanggal janji"), null=True, blank=True)
    promised_amount = models.BigIntegerField(_("jumlah janji"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    complaint = models.CharField(_("keluhan"), max_length=500, blank=True)
    reason = models.CharField(
        _("sebab belum membayar"), max_length=20, choices=NonPaymentReason, blank=True, default="", db_default=""
    )
    complaint_category = models.CharField(
        _("jenis keluhan"), max_length=16, choices=ComplaintCategory, blank=True, default="", db_default=""
    )
    new_address = models.CharField(_("alamat baru"), max_length=300, blank=True, default="", db_default="")
    new_phone = models.CharField(_("nomor HP baru"), max_length=16, blank=True, default="", db_default="")
    confirmed_phone = models.CharField(
        _("nomor HP terkonfirmasi"),
        max_length=16,
        blank=True,
        default="",
        db_default="",
        db_comment="the number that the family confirmed at this visit",
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy = models.PositiveIntegerField(null=True, blank=True, db_comment="metres")
    run = models.ForeignKey("common.ImportRun", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontak")
        verbose_name_plural = _("kontak")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "uuid"], name="contact_uuid_once"),
            models.CheckConstraint(
                condition=Q(promised_amount__isnull=True) | Q(promised_amount__gt=0),
                name="contact_promise_positive",
            ),
            models.CheckConstraint(
                condition=Q(promised_amount__isnull=True) | Q(promised_on__isnull=False),
                name="contact_promised_amount_has_day",
            ),
            models.CheckConstraint(
                condition=Q(new_phone="") | Q(new_phone__regex=PHONE), name="contact_new_phone_e164"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_phone="") | Q(confirmed_phone__regex=PHONE, mode=Mode.VISIT),
                name="contact_phone_confirmed_at_visit",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "household", "made_on"], name="contact_household_day"),
            models.Index(fields=["branch", "cadre", "made_on"], name="contact_cadre_day"),
            models.Index(fields=["branch", "made_at", "id"], name="contact_by_time"),
            models.Index(fields=["branch", "outcome", "made_at", "id"], name="contact_by_outcome"),
            models.Index(fields=["branch", "mode", "made_at", "id"], name="contact_by_mode"),
            models.Index(fields=["branch", "cadre", "made_at", "id"], name="contact_by_cadre"),
            models.Index(
                fields=["branch", "made_at", "id"],
                condition=Q(promised_on__isnull=False),
                name="contact_with_promise",
            ),
            models.Index(
                fields=["branch", "promised_on"], condition=Q(promised_on__isnull=False), name="contact_by_promised_day"
            ),
        ]

    def __str__(self):
        return f"{self.mode} {self.made_on}"


@audited
class Registration(models.Model):
    """A new registration that was confirmed; the scheme may pay a fee for it (RULES 5.5)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="registrations")
    card = models.CharField(_("nomor kartu"), max_length=13)
    confirmed_on = models.DateField(_("tanggal"))
    run = models.ForeignKey("common.ImportRun", models.PROTECT, null=True, related_name="+")

    objects = OwnRecords.as_manager()

    class Meta:
        verbose_name = _("pendaftaran baru")
        verbose_name_plural = _("pendaftaran baru")
        constraints = [models.UniqueConstraint(fields=["branch", "card"], name="registration_once_per_card")]

    def __str__(self):
        return f"{self.card} {self.confirmed_on}"


@audited
class IntegrityIncident(models.Model):
    """A report that a cadre asked for money or broke the pact; upheld, it costs the active status of its month."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="incidents", verbose_name=_("kader"))
    happened_on = models.DateField(_("tanggal kejadian"))
    report = models.TextField(_("laporan"))
    state = models.CharField(_("keadaan"), max_length=9, choices=IncidentState, default=IncidentState.OPEN)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("alasan keputusan"), blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan integritas")
        verbose_name_plural = _("laporan integritas")
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=IncidentState.OPEN, decided_at__isnull=True)
                | (~Q(state=IncidentState.OPEN) & Q(decided_at__isnull=False)),
                name="incident_decided_has_time",
            )
        ]

    def __str__(self):
        return f"{self.cadre} {self.happened_on}"
