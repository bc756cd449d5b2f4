"""Every file that was taken in, or tried: who, when, which, what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import WAITING_IMPORT_STATES, ImportState
from ..querysets import BranchScoped


class ImportRunQuerySet(BranchScoped):
    def applied(self):
        return self.filter(state=ImportState.APPLIED)

    def waiting(self):
        """Not yet applied, refused or thrown away."""
        return self.filter(state__in=WAITING_IMPORT_STATES)

    def with_files(self):
        """Imports whose uploaded file or rejected rows are still stored."""
        return self.exclude(stored_file="", rejected_file="")


class ImportRun(models.Model):
    """One file of one kind. The file and its rejected rows are stored encrypted until the retention date."""

    branch = models.ForeignKey(
        "common.Branch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        db_comment="empty: for all branches (policies, schemes, areas)",
    )
    kind = models.CharField(_("jenis"), max_length=40)
    month = models.DateField(_("periode"), null=True, blank=True)
    data_date = models.DateField(
        _("tanggal data"),
        null=True,
        blank=True,
        db_comment="as-of of a list, last covered day of a payment file",
    )
    state = models.CharField(_("keadaan"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file_name = models.CharField(_("berkas"), max_length=255)
    checksum = models.CharField(max_length=64, db_comment="SHA-256 of the file")
    sheet = models.CharField(
        _("lembar"), max_length=100, blank=True, db_comment="of a workbook; empty: the first visible"
    )
    heading_line = models.PositiveIntegerField(
        _("baris judul"), null=True, blank=True, db_comment="chosen by staff; empty: found by itself"
    )
    mapping = models.JSONField(
        default=dict, blank=True, db_comment="heading in the file → column, as it was understood"
    )
    mends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mended_by",
        db_comment="the import whose rejected rows this file brings again",
    )
    staged_rows = models.IntegerField(null=True, blank=True, db_comment="rows in the staging schema; empty: none there")
    basis = models.CharField(max_length=100, blank=True, db_comment="state of the branch that the preview rests on")
    stored_file = models.CharField(max_length=255, blank=True)
    rejected_file = models.CharField(max_length=255, blank=True)
    rows_read = models.IntegerField(_("baris dibaca"), default=0)
    rows_accepted = models.IntegerField(_("baris diterima"), default=0)
    rows_rejected = models.IntegerField(_("baris ditolak"), default=0)
    warnings = models.IntegerField(_("peringatan"), default=0)
    summary = models.JSONField(default=dict, blank=True, db_comment="counts and grouped issues, no personal data")
    message = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    expires_on = models.DateField(null=True, blank=True, db_comment="files are deleted after this day")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["branch", "-created_at"], name="import_branch_created"),
            models.Index(fields=["branch", "kind", "state"], name="import_branch_kind_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ImportState.APPLIED) | Q(applied_at__isnull=False),
                name="import_applied_has_time",
            ),
            models.CheckConstraint(condition=~Q(mends=F("id")), name="import_mends_another"),
        ]

    def __str__(self):
        return f"{self.kind} {self.file_name}"

    def get_absolute_url(self):
        return reverse("import-detail", args=[self.pk])


class ColumnMapping(models.Model):
    """A branch's own headings for a kind of file: {"heading in the file": "our column"}."""

    branch = models.ForeignKey("common.Branch", models.CASCADE, related_name="column_mappings")
    kind = models.CharField(_("jenis"), max_length=40)
    headings = models.JSONField(_("judul kolom"), default=dict)
    saved_at = models.DateTimeField(_("disimpan"), auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("pemetaan kolom")
        verbose_name_plural = _("pemetaan kolom")
        constraints = [models.UniqueConstraint(fields=["branch", "kind"], name="mapping_once_per_kind")]

    def __str__(self):
        return f"{self.branch} {self.kind}"
