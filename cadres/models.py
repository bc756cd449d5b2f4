"""Cadres, their yearly agreements with what is kept of them, and the kelurahan they care for."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped

from .enums import LARGEST_SCAN, FileType
from .models_changes import ChangedKelurahan, TerritoryChange  # noqa: F401 -- models of this app
from .querysets import AgreementQuerySet, CadreQuerySet, DatedQuerySet, OfCadreQuerySet, RenewalQuerySet


@audited
class Cadre(models.Model):
    """A community partner of one branch (Kader JKN)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="cadres", verbose_name=_("kantor cabang"))
    code = models.CharField(_("kode kader"), max_length=20)
    name = models.CharField(_("nama"), max_length=150)
    nik_hash = models.CharField(max_length=64, blank=True, editable=False)
    nik_last4 = models.CharField(max_length=4, blank=True, editable=False)
    phone = models.CharField(_("nomor HP"), max_length=20, blank=True)
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    bank = models.CharField(_("bank"), max_length=50, blank=True)
    account_number = models.CharField(_("nomor rekening"), max_length=40, blank=True)
    account_holder = models.CharField(_("atas nama"), max_length=150, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cadre",
        verbose_name=_("akun"),
    )

    photo = models.CharField(
        max_length=100, blank=True, editable=False, db_comment="name of the encrypted file below MEDIA_ROOT"
    )
    photo_is_public = models.BooleanField(
        default=False, editable=False, db_comment="the cadre allows the photo on letters and their public page"
    )

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("kader")
        verbose_name_plural = _("kader")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="cadre_code_once_per_branch"),
            models.CheckConstraint(
                condition=Q(photo_is_public=False) | ~Q(photo=""), name="cadre_public_photo_is_there"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("collections:cadre-detail", args=[self.pk])


class Dated(models.Model):
    """Days from `valid.lower` up to, not including, `valid.upper`; an open end is None."""

    valid = DateRangeField(_("berlaku"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def starts_on(self) -> date:
        return self.valid.lower

    @property
    def ends_on(self) -> date | None:
        """The last day, included; None when open."""
        return self.valid.upper and self.valid.upper - timedelta(days=1)

    def is_over(self, day: date) -> bool:
        """Whether the last day lies before the day."""
        return self.valid.upper is not None and self.valid.upper <= day

    def is_in_force(self, day: date) -> bool:
        return self.valid.lower <= day and not self.is_over(day)


@audited
class Agreement(Dated):
    """A dated contract of a cadre, normally one year (Perjanjian kerja sama)."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="agreements", verbose_name=_("kader"))
    number = models.CharField(_("nomor perjanjian"), max_length=80)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("perjanjian")
        verbose_name_plural = _("perjanjian")
        ordering = ["cadre", "valid"]
        constraints = [
            ExclusionConstraint(
                name="agreement_no_overlap",
                expressions=[("cadre", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="agreement_not_empty"),
        ]

    def __str__(self):
        return self.number


@audited
class Territory(Dated):
    """One cadre cares for one kelurahan in a date range; on any day a kelurahan has at most one (RULES 1)."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="territories", verbose_name=_("kader"))
    area = models.ForeignKey("common.Area", models.PROTECT, related_name="territories", verbose_name=_("kelurahan"))

    class Meta:
        verbose_name = _("wilayah binaan")
        verbose_name_plural = _("wilayah binaan")
        ordering = ["area__code", "valid"]
        constraints = [
            ExclusionConstraint(
                name="territory_one_cadre_a_day",
                expressions=[("area", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="territory_not_empty"),
        ]

    def __str__(self):
        return f"{self.area} – {self.cadre}"


class AgreementNotice(models.Model):
    """A warning that was given once: this agreement ends in 60, 30 or 7 days, or has lapsed (0)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="notices")
    days_before = models.PositiveSmallIntegerField(choices=[(60, "60"), (30, "30"), (7, "7"), (0, "0")])
    noted_on = models.DateField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = models.Manager()

    class Meta:
        ordering = ["noted_on"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "days_before"], name="agreement_notice_once"),
        ]

    def __str__(self):
        return f"{self.agreement} −{self.days_before}"


@audited
class Renewal(models.Model):
    """Agreements continued in one act (Perpanjangan); it is taken back as one, while nothing depends on it."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="renewals")
    form_key = models.UUIDField(unique=True, db_comment="of the form that asked: sent twice, it is one renewal")
    pattern = models.CharField(_("pola nomor"), max_length=80)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = _("perpanjangan")
        verbose_name_plural = _("perpanjangan")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False), name="renewal_undone_by_has_time"
            )
        ]

    def __str__(self):
        return f"{self.branch} {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("collections:renewal-detail", args=[self.pk])


class RenewedAgreement(models.Model):
    """What a renewal made for one cadre. The copy of number and days stays when the agreement goes."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="agreements")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+")
    agreement = models.OneToOneField(Agreement, models.SET_NULL, null=True, related_name="renewed")
    number = models.CharField(max_length=80)
    valid = DateRangeField()

    class Meta:
        ordering = ["cadre__code"]

    def __str__(self):
        return self.number


class ProlongedTerritory(models.Model):
    """A territory that went on with the agreement, and the day on which it would have ended."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="territories")
    territory = models.ForeignKey(Territory, models.SET_NULL, null=True, related_name="+")
    former_end = models.DateField(db_comment="first day without it, as before")
    new_end = models.DateField(db_comment="first day without it, as the renewal left it")

    def __str__(self):
        return f"{self.territory} {self.former_end} → {self.new_end}"


class SignedScan(models.Model):
    """The signed agreement as uploaded (Pindaian). A newer one replaces it; the older stays, with its number."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="scans")
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, related_name="scans")
    number = models.CharField(_("nomor perjanjian"), max_length=80, db_comment="stays when the agreement goes")
    stored_file = models.CharField(max_length=100, db_comment="name of the encrypted file below MEDIA_ROOT")
    file_type = models.CharField(max_length=4, choices=FileType)
    size = models.PositiveIntegerField(_("ukuran"))
    checksum = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = OfCadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("pindaian perjanjian")
        verbose_name_plural = _("pindaian perjanjian")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(replaced_at__isnull=True), name="scan_one_in_force"
            ),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST_SCAN), name="scan_size_allowed"),
        ]

    def __str__(self):
        return self.number


class LetterBundle(models.Model):
    """Letters of many cadres in one file (Berkas surat), made in the background and deleted after some days."""

    branch = models.ForeignKey("common.Branch", models.CASCADE, related_name="letter_bundles")
    kind = models.CharField(_("jenis"), max_length=40)
    agreements = models.ManyToManyField(Agreement, related_name="+")
    stored_file = models.CharField(max_length=100, blank=True)
    expires_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("berkas surat")
        verbose_name_plural = _("berkas surat")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.kind} {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("cadres:letter-bundle", args=[self.pk])
