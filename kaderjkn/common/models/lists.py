"""What people keep of lists: their own views of them, and files of what they saw."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..querysets import BranchScoped


class ListQuerySet(BranchScoped):
    def visible_to(self, user):
        """One's own, in one's own branch."""
        return super().visible_to(user).filter(user=user)


class SavedView(models.Model):
    """A filter, an order and a choice of columns under a name of the user's own. What is searched for is not kept."""

    branch = models.ForeignKey("common.Branch", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    list = models.CharField(max_length=30)
    name = models.CharField(_("nama"), max_length=40)
    query = models.CharField(max_length=1000, blank=True, db_comment="query string, without search and place")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ListQuerySet.as_manager()

    class Meta:
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "list", "name"], name="view_once_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_name"),
        ]

    def __str__(self):
        return self.name


class ListExport(models.Model):
    """A file of exactly what a list showed: its filter, order and columns. Encrypted at rest until its last day."""

    FORMATS = [("xlsx", "XLSX"), ("csv", "CSV")]

    branch = models.ForeignKey("common.Branch", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    list = models.CharField(max_length=30)
    query = models.TextField(blank=True, db_comment="query string of the page; emptied with the file")
    format = models.CharField(max_length=4, choices=FORMATS)
    created_at = models.DateTimeField(auto_now_add=True)
    rows = models.BigIntegerField(null=True, db_comment="rows written; empty: not yet made")
    stored_file = models.CharField(max_length=255, blank=True)
    expires_on = models.DateField()

    objects = ListQuerySet.as_manager()

    class Meta:
        verbose_name = _("ekspor daftar")
        verbose_name_plural = _("ekspor daftar")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["expires_on"], condition=~Q(stored_file="") | ~Q(query=""), name="export_kept")]
        constraints = [models.CheckConstraint(condition=Q(rows__gte=0), name="export_rows_not_negative")]

    def __str__(self):
        return f"{self.list} {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("list-export", args=[self.pk])
