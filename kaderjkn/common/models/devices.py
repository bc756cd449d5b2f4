"""Phones with the app, and the records that they sent: each is one, however often it comes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from ..querysets import BranchScoped

SILENT = timedelta(days=3)


class DeviceQuerySet(BranchScoped):
    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(user=user)
        return super().visible_to(user)

    def standing(self):
        """Those that nobody has ended or signed out of."""
        return self.filter(revoked_at__isnull=True, left_at__isnull=True)

    def silent_since(self, moment):
        """Phones in use that have not come since the moment."""
        return self.standing().filter(seen_at__lt=moment)

    def silent(self, now):
        """Phones in use that have not come for three days: what they hold reaches nobody."""
        return self.silent_since(now - SILENT)


class Device(models.Model):
    """One sign-in of a person on one phone (Perangkat): the key is made on the phone and wiped with its data."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="devices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    key = models.UUIDField(unique=True)
    name = models.CharField(_("perangkat"), max_length=60)
    session_key = models.CharField(
        max_length=40, blank=True, db_comment="of the newest sign-in, so that it can be ended"
    )
    first_seen_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(_("terakhir terhubung"))
    unsent = models.PositiveIntegerField(_("belum terkirim"), default=0, db_comment="as the phone said when last seen")
    skew = models.IntegerField(default=0, db_comment="seconds by which the phone's clock is ahead")
    left_at = models.DateTimeField(null=True, blank=True, db_comment="its person signed out; the phone wipes itself")
    revoked_at = models.DateTimeField(_("diakhiri"), null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("perangkat")
        verbose_name_plural = _("perangkat")
        ordering = ["-seen_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False), name="device_revoked_has_time"
            )
        ]
        indexes = [models.Index(fields=["branch", "seen_at"], name="device_branch_seen")]

    def __str__(self):
        return self.name


class DeviceRecord(models.Model):
    """The receipt of one record from a phone, written in the transaction of what the record brought about."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    uuid = models.UUIDField(db_comment="made on the phone")
    kind = models.CharField(max_length=20)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_comment="whose record")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_comment="who brought it"
    )
    device = models.ForeignKey(Device, models.SET_NULL, null=True, blank=True, related_name="records")
    clock = models.DateTimeField(db_comment="the phone's clock when the record was made")
    made_at = models.DateTimeField(db_comment="the same, put right by the skew")
    received_at = models.DateTimeField()
    skew = models.IntegerField(default=0, db_comment="seconds by which the phone's clock was ahead when it was sent")
    notices = models.JSONField(default=list, db_comment="sentences for the one who made it")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["branch", "uuid"], name="device_record_uuid_once")]
        indexes = [models.Index(fields=["branch", "user", "received_at"], name="device_record_user")]

    def __str__(self):
        return self.receipt

    @property
    def receipt(self) -> str:
        """The number that the phone shows: it can be found again at the branch."""
        return f"T-{self.pk:07d}"
