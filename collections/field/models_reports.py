"""What cadres report beside contacts: people who want to register, events, complaints, danger at a house."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from .enums import ComplaintCategory, DangerKind, DangerState, InterestState
from .models import PHONE
from .querysets import DangerQuerySet, InterestQuerySet, OwnRecords


class FieldReport(models.Model):
    """A cadre's record, with the time on the device and the time at which it reached the server."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", verbose_name=_("kader"))
    made_at = models.DateTimeField(_("waktu"), db_comment="time on the device")
    received_at = models.DateTimeField(db_comment="when it reached the server")

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]


@audited
class RegistrationInterest(FieldReport):
    """Somebody who wants to register, and agreed that the branch calls."""

    name = models.CharField(_("nama"), max_length=150)
    phone = models.CharField(_("nomor HP"), max_length=16)
    area = models.ForeignKey(
        "common.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kelurahan")
    )
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    agreed_to_call = models.BooleanField(_("bersedia ditelepon"))
    state = models.CharField(_("keadaan"), max_length=6, choices=InterestState, default=InterestState.OPEN)
    office_note = models.CharField(_("catatan kantor"), max_length=500, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True, db_comment="of the newest step")

    objects = InterestQuerySet.as_manager()

    class Meta(FieldReport.Meta):
        verbose_name = _("peminat pendaftaran")
        verbose_name_plural = _("peminat pendaftaran")
        constraints = [
            models.CheckConstraint(condition=Q(agreed_to_call=True), name="interest_agreed_to_call"),
            models.CheckConstraint(condition=~Q(name=""), name="interest_has_name"),
            models.CheckConstraint(condition=Q(phone__regex=PHONE), name="interest_phone_e164"),
            models.CheckConstraint(
                condition=Q(state=InterestState.OPEN, settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state=InterestState.OPEN) & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="interest_settled_has_time_and_person",
            ),
        ]
        indexes = [models.Index(fields=["branch", "state"], name="interest_branch_state")]

    def __str__(self):
        return f"{self.pk} {self.state}"

    def get_absolute_url(self):
        return reverse("collections:interest-detail", args=[self.pk])


@audited
class OutreachEvent(FieldReport):
    """A socialisation that a cadre held. The photo has lost what the camera wrote into it."""

    held_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=150)
    topic = models.CharField(_("topik"), max_length=150)
    people_reached = models.PositiveIntegerField(_("orang yang hadir"))
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    stored_photo = models.CharField(
        max_length=100, blank=True, editable=False, db_comment="name of the encrypted file below MEDIA_ROOT"
    )

    objects = OwnRecords.as_manager()

    class Meta:
        verbose_name = _("sosialisasi")
        verbose_name_plural = _("sosialisasi")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(place="") & ~Q(topic=""), name="event_has_place_and_topic"),
        ]
        indexes = [models.Index(fields=["branch", "held_on"], name="event_branch_day")]

    def __str__(self):
        return f"{self.place} {self.held_on}"

    def get_absolute_url(self):
        return reverse("collections:event-detail", args=[self.pk])


@audited
class ServiceComplaint(FieldReport):
    """What a resident is not content with; its item in `collections/feedback` holds what the branch answers."""

    category = models.CharField(_("jenis keluhan"), max_length=16, choices=ComplaintCategory)
    text = models.TextField(_("keluhan"))
    household = models.ForeignKey("arrears.Household", models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnRecords.as_manager()

    class Meta(FieldReport.Meta):
        verbose_name = _("keluhan pelayanan")
        verbose_name_plural = _("keluhan pelayanan")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="complaint_has_text"),
        ]
        indexes = [models.Index(fields=["branch", "-made_at"], name="complaint_branch_time")]

    def __str__(self):
        return f"{self.pk} {self.category}"

    def get_absolute_url(self):
        return reverse("collections:complaint-detail", args=[self.pk])


@audited
class SafetyReport(FieldReport):
    """Threat or abuse at a house. While it is open, whoever goes there next is warned."""

    household = models.ForeignKey("arrears.Household", models.PROTECT, related_name="+")
    happened_on = models.DateField(_("tanggal kejadian"))
    kind = models.CharField(_("jenis"), max_length=8, choices=DangerKind)
    text = models.TextField(_("kejadian"))
    state = models.CharField(_("keadaan"), max_length=6, choices=DangerState, default=DangerState.OPEN)
    closing_note = models.TextField(_("alasan penutupan"), blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DangerQuerySet.as_manager()

    class Meta(FieldReport.Meta):
        verbose_name = _("laporan keamanan")
        verbose_name_plural = _("laporan keamanan")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="danger_has_text"),
            models.CheckConstraint(
                condition=Q(state=DangerState.OPEN, closed_at__isnull=True, closed_by__isnull=True, closing_note="")
                | (Q(state=DangerState.CLOSED, closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing_note="")),
                name="danger_closed_has_note_time_and_person",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "state"], name="danger_branch_state"),
            models.Index(fields=["branch", "household"], condition=Q(state=DangerState.OPEN), name="danger_open_at"),
        ]

    def __str__(self):
        return f"{self.kind} {self.happened_on}"

    def get_absolute_url(self):
        return reverse("collections:danger-detail", args=[self.pk])
