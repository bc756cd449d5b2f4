"""Days on which the office is closed: meetings move, and the time for making one up does not run."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from ..enums import HolidayKind
from ..querysets import HolidayQuerySet


@audited
class Holiday(models.Model):
    """A national holiday or joint leave (no branch), or a branch's own day: closed, or open in spite of the nation."""

    branch = models.ForeignKey("common.Branch", models.CASCADE, null=True, blank=True, related_name="holidays")
    day = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=11, choices=HolidayKind)
    name = models.CharField(_("nama"), max_length=120)
    is_estimated = models.BooleanField(
        _("perkiraan"), default=False, db_comment="by the moon, before the ministers decide on the day"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        db_comment="who entered or changed it by hand; such a row is not filled in from the calendar again",
    )  # fmt: skip

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "day"], name="holiday_once_a_day", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(branch__isnull=False, kind__in=[HolidayKind.LOCAL, HolidayKind.OPEN])
                | (Q(branch__isnull=True) & ~Q(kind=HolidayKind.LOCAL)),
                name="holiday_kind_fits_place",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.name}"

    @property
    def is_open(self) -> bool:
        """Whether the office works on the day."""
        return self.kind == HolidayKind.OPEN
