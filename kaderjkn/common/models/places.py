"""Where: regions, branches, and areas by Kemendagri code."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import OFFICE_ROLES, AreaLevel
from ..months import today_in
from ..querysets import BranchQuerySet


class PlaceKey(models.Func):
    """The database's `place_key(text)`: what is left of a name without case, blanks, punctuation, prefixes."""

    function = "place_key"
    output_field = models.TextField()


class Region(models.Model):
    """A regional office (Kedeputian Wilayah)."""

    name = models.CharField(_("nama"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("wilayah kerja")
        verbose_name_plural = _("wilayah kerja")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Branch(models.Model):
    """A branch office of BPJS Kesehatan (Kantor Cabang)."""

    ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]

    code = models.CharField(_("kode"), max_length=4, unique=True)
    name = models.CharField(_("nama"), max_length=100)
    time_zone = models.CharField(_("zona waktu"), max_length=32, choices=ZONES, default="Asia/Jakarta")
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name=_("wilayah kerja"),
    )
    care_contact = models.CharField(_("kontak pengaduan"), max_length=200, blank=True, default="Care Center 165")

    objects = BranchQuerySet.as_manager()

    class Meta:
        verbose_name = _("kantor cabang")
        verbose_name_plural = _("kantor cabang")
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(code__regex=r"^\d{4}$"), name="branch_code_4_digits")]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self):
        """The branch's own calendar day."""
        return today_in(self.time_zone)

    def officers(self):
        """The people of the office, by name, those included who have left it."""
        return self.users.filter(role__in=OFFICE_ROLES).order_by("name", "username")


class Area(models.Model):
    """A province, city, kecamatan or kelurahan, keyed by its Kemendagri code (31.72.06.1001)."""

    code = models.CharField(_("kode Kemendagri"), max_length=13, unique=True)
    name = models.CharField(_("nama"), max_length=100)
    name_key = models.GeneratedField(expression=PlaceKey("name"), output_field=models.TextField(), db_persist=True)
    level = models.CharField(_("tingkat"), max_length=10, choices=AreaLevel)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("induk")
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="areas", verbose_name=_("kantor cabang")
    )

    class Meta:
        verbose_name = _("wilayah administrasi")
        verbose_name_plural = _("wilayah administrasi")
        ordering = ["code"]
        indexes = [models.Index(fields=["branch", "name_key"], name="area_branch_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"), name="area_code_kemendagri"
            )
        ]

    def __str__(self):
        return self.name


class AreaAlias(models.Model):
    """Another spelling of a kelurahan that a branch's lists use."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="area_aliases", verbose_name=_("kantor cabang"))
    area = models.ForeignKey(Area, models.CASCADE, related_name="aliases", verbose_name=_("kelurahan"))
    name = models.CharField(_("ejaan lain"), max_length=100)
    name_key = models.GeneratedField(expression=PlaceKey("name"), output_field=models.TextField(), db_persist=True)

    class Meta:
        verbose_name = _("ejaan lain")
        verbose_name_plural = _("ejaan lain")
        constraints = [models.UniqueConstraint(fields=["branch", "name_key"], name="alias_once_per_branch")]

    def __str__(self):
        return f"{self.name} → {self.area}"
