"""Households, which last from list to list, their members, and what stops work on them."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited, audited_changes
from kaderjkn.common.querysets import BranchScoped

from ..enums import HoldReason
from ..querysets import HoldQuerySet, HouseholdQuerySet


class Household(models.Model):
    """The unit that is billed, visited and pays (Keluarga). `key` is its KK, else a card number (RULES 3.1)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="households")
    key = models.CharField(_("nomor KK"), max_length=16)
    mended_area = models.ForeignKey(
        "common.Area",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kelurahan pembetulan"),
        db_comment="kelurahan set by staff, used where a list's own place cannot be read",
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("keluarga")
        verbose_name_plural = _("keluarga")
        constraints = [models.UniqueConstraint(fields=["branch", "key"], name="household_key_once_per_branch")]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return reverse("collections:household-detail", args=[self.pk])


class HouseholdKey(models.Model):
    """Every key by which a household was ever known; the old card key stays when a KK appears."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    key = models.CharField(max_length=16)
    household = models.ForeignKey(Household, models.CASCADE, related_name="keys")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "key"], name="alias_key_once_per_branch")]
        indexes = [models.Index(F("branch_id"), Reverse("key"), name="alias_key_from_its_end")]

    def __str__(self):
        return self.key


class HouseholdSearch(models.Model):
    """What a household is found by: names of its members and its address, in small letters, as the newest list says.

    A table of its own, so that a list of a million rows is searched without touching a month's rows, and a month whose
    names are those of the month before writes nothing here (docs/adr/0007-lists.md).
    """

    household = models.OneToOneField(Household, models.CASCADE, primary_key=True, related_name="search")
    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+", db_index=False)
    words = models.TextField()

    class Meta:
        indexes = [
            GinIndex(
                F("branch_id"),
                OpClass("words", name="gin_trgm_ops"),
                name="search_branch_words",
                gin_pending_list_limit=262_144,
            )
        ]

    def __str__(self):
        return str(self.household_id)


class Participant(models.Model):
    """A member of a household, keyed by the 13-digit card number (Peserta), as the newest list says."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    card = models.CharField(_("nomor kartu"), max_length=13)
    household = models.ForeignKey(Household, models.CASCADE, related_name="participants")
    name = models.CharField(_("nama"), max_length=150)
    nik_hash = models.CharField(max_length=64, blank=True)
    nik_last4 = models.CharField(max_length=4, blank=True)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, blank=True)

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("peserta")
        verbose_name_plural = _("peserta")
        constraints = [
            models.UniqueConstraint(fields=["branch", "card"], name="participant_card_once_per_branch"),
            models.CheckConstraint(condition=Q(card__regex=r"^\d{13}$"), name="participant_card_13_digits"),
        ]
        indexes = [models.Index(F("branch_id"), Reverse("card"), name="participant_card_from_its_end")]

    def __str__(self):
        return self.card


@audited
class Hold(models.Model):
    """A household that is not assigned and not contacted until staff lift the hold (RULES 3.8)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.CASCADE, related_name="holds")
    reason = models.CharField(_("alasan"), max_length=20, choices=HoldReason)
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    starts_on = models.DateField(_("mulai"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    lifted_on = models.DateField(_("dicabut"), null=True, blank=True, db_comment="first day without the hold")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("penahanan")
        verbose_name_plural = _("penahanan")
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "reason"],
                condition=Q(lifted_on__isnull=True),
                name="hold_open_once_per_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("starts_on")),
                name="hold_lifted_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.household} {self.reason}"


@audited_changes
class WriteOff(models.Model):
    """Arrears written off by policy: no payment, earns nothing, takes the household off the worklist."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    run = models.ForeignKey("common.ImportRun", models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(Household, models.CASCADE, related_name="write_offs")
    reason = models.CharField(_("alasan"), max_length=100)
    on = models.DateField(_("tanggal"))

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("penghapusan tunggakan")
        verbose_name_plural = _("penghapusan tunggakan")
        constraints = [models.UniqueConstraint(fields=["branch", "household", "on"], name="write_off_once_a_day")]

    def __str__(self):
        return f"{self.household} {self.on}"
