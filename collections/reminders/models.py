"""A note that something is due, made once however often the daily job runs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped

from .enums import ReminderKind


class DueNoteQuerySet(BranchScoped):
    def visible_to(self, user):
        """The office sees those of the branch, a cadre the own ones."""
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user).filter(cadre__isnull=True)


class DueNote(models.Model):
    """`about` is the day or month that is due, `count` how many there were when it was noted."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ReminderKind)
    about = models.DateField()
    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, null=True, blank=True, related_name="due_notes")
    count = models.PositiveIntegerField()
    noted_on = models.DateField()

    objects = DueNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        ordering = ["-noted_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "kind", "about", "cadre"], nulls_distinct=False, name="due_note_once"
            ),
            models.CheckConstraint(condition=Q(count__gt=0), name="due_note_counts_something"),
            models.CheckConstraint(
                condition=Q(kind=ReminderKind.PROMISES_DUE, cadre__isnull=False)
                | (~Q(kind=ReminderKind.PROMISES_DUE) & Q(cadre__isnull=True)),
                name="due_note_promises_are_a_cadres",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.about}"
