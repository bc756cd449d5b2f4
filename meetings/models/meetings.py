"""Meetings and who came."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from ..enums import AttendanceState, CheckInMeans, ExcuseReason
from ..querysets import AttendanceQuerySet, MeetingQuerySet


def new_check_in_key() -> str:
    return secrets.token_hex(32)


@audited
class Meeting(models.Model):
    """One regular meeting of a branch with its cadres."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("tanggal"))
    group = models.ForeignKey(
        "meetings.CadreGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("kelompok"),
        db_comment="whom it concerns; null: every cadre of the branch",
    )
    regular_on = models.DateField(
        null=True, blank=True, db_comment="the day by the rhythm, before holidays; null where staff added it"
    )
    starts_at = models.TimeField(_("mulai"), default="09:00")
    ends_at = models.TimeField(_("selesai"), default="12:00")
    late_after = models.PositiveSmallIntegerField(_("terlambat setelah (menit)"), default=15)
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    is_cancelled = models.BooleanField(_("dibatalkan"), default=False)
    check_in_key = models.CharField(
        max_length=64, default=new_check_in_key, editable=False, db_comment="what the codes at the door are made with"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertemuan")
        verbose_name_plural = _("pertemuan")
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "held_on", "group"], name="meeting_once_a_day", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
        ]

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
    arrived_at = models.DateTimeField(
        _("tiba"),
        null=True,
        blank=True,
        db_comment="when a present cadre checked in; null where only the sheet says so",
    )
    is_late = models.BooleanField(_("terlambat"), default=False)
    means = models.CharField(_("cara"), max_length=5, choices=CheckInMeans, default=CheckInMeans.SHEET)
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
            models.CheckConstraint(
                condition=Q(state=AttendanceState.PRESENT) | Q(is_late=False, arrived_at__isnull=True),
                name="attendance_arrival_when_present",
            ),
            models.CheckConstraint(
                condition=Q(is_late=False) | Q(arrived_at__isnull=False), name="attendance_late_has_arrival"
            ),
        ]

    def __str__(self):
        return f"{self.cadre} {self.meeting}: {self.state}"
