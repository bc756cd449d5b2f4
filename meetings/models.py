"""The two-weekly cycle: meetings, who came, and the envelopes that change hands there (RULES 8)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited, audited_changes

from .enums import AttendanceState, EnvelopeState, ExcuseReason
from .querysets import AttendanceQuerySet, EnvelopeQuerySet, MeetingQuerySet


@audited
class Meeting(models.Model):
    """One regular meeting of a branch with its cadres."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("tanggal"))
    starts_at = models.TimeField(_("jam"), default="09:00")
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    is_cancelled = models.BooleanField(_("dibatalkan"), default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertemuan")
        verbose_name_plural = _("pertemuan")
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["branch", "held_on"], name="meeting_once_a_day")]

    def __str__(self):
        return f"{self.held_on}"

    def get_absolute_url(self):
        return reverse("meetings:meeting-detail", args=[self.pk])


@audited
class Attendance(models.Model):
    """How one cadre stands to one meeting. A missing row is not yet recorded."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="attendances", verbose_name=_("kader"))
    state = models.CharField(_("kehadiran"), max_length=8, choices=AttendanceState)
    excuse = models.CharField(_("alasan izin"), max_length=10, choices=ExcuseReason, blank=True)
    made_up_on = models.DateField(_("tanggal susulan"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "cadre"], name="attendance_once_per_meeting"),
            models.CheckConstraint(
                condition=(Q(state=AttendanceState.EXCUSED) & ~Q(excuse=""))
                | (~Q(state=AttendanceState.EXCUSED) & Q(excuse="")),
                name="attendance_excuse_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=AttendanceState.MADE_UP, made_up_on__isnull=False)
                | (~Q(state=AttendanceState.MADE_UP) & Q(made_up_on__isnull=True)),
                name="attendance_made_up_has_day",
            ),
        ]

    def __str__(self):
        return f"{self.cadre} {self.meeting}: {self.state}"


@audited_changes
class Envelope(models.Model):
    """One billing letter for one case; the state says where it is."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="envelopes")
    case = models.ForeignKey("arrears.Case", models.PROTECT, related_name="envelopes")
    number = models.CharField(_("nomor amplop"), max_length=20)
    state = models.CharField(_("keadaan"), max_length=11, choices=EnvelopeState, default=EnvelopeState.PRINTED)
    cadre = models.ForeignKey(
        "cadres.Cadre",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="envelopes",
        db_comment="to whom it was handed over",
    )
    printed_at = models.DateTimeField(auto_now_add=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("amplop")
        verbose_name_plural = _("amplop")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "number"], name="envelope_number_once_per_branch"),
            models.UniqueConstraint(fields=["case"], name="envelope_one_per_case"),
            models.CheckConstraint(
                condition=Q(state=EnvelopeState.PRINTED, cadre__isnull=True)
                | (~Q(state=EnvelopeState.PRINTED) & Q(cadre__isnull=False)),
                name="envelope_outside_has_cadre",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("meetings:envelope-detail", args=[self.pk])


class EnvelopeStep(models.Model):
    """One link of the custody chain: which state was reached, when, by whom, at which meeting."""

    envelope = models.ForeignKey(Envelope, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=11, choices=EnvelopeState)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="envelope_steps")
    is_make_up = models.BooleanField(default=False, db_comment="handed over at the make-up visit after the meeting")
    reason = models.CharField(_("alasan"), max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "state"], name="envelope_step_once_per_state"),
            models.UniqueConstraint(
                fields=["envelope"],
                condition=Q(state__in=["delivered", "returned", "lost"]),
                name="envelope_one_end",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "lost"]) | ~Q(reason=""), name="envelope_end_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.envelope} {self.state}"
