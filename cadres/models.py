"""Cadres, their yearly agreements and the kelurahan they care for."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from .querysets import CadreQuerySet, DatedQuerySet


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

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("kader")
        verbose_name_plural = _("kader")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="cadre_code_once_per_branch")]

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


@audited
class Agreement(Dated):
    """A dated contract of a cadre, normally one year (Perjanjian kerja sama)."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="agreements", verbose_name=_("kader"))
    number = models.CharField(_("nomor perjanjian"), max_length=80)

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
