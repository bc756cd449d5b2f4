"""Months of a branch and whether they are open. Only `collections` changes the state."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..audit import audited
from ..enums import PeriodState
from ..querysets import BranchReference


class PeriodQuerySet(BranchReference):
    def open(self):
        return self.filter(state=PeriodState.OPEN)

    def closed(self):
        return self.filter(state=PeriodState.CLOSED)


@audited
class Period(models.Model):
    """One month of one branch, from its first arrears list on (RULES 6)."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="periods")
    month = models.DateField(_("bulan"), db_comment="first day of the month")
    state = models.CharField(max_length=6, choices=PeriodState, default=PeriodState.OPEN)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("periode")
        verbose_name_plural = _("periode")
        ordering = ["branch", "month"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "month"], name="period_once_per_branch"),
            models.CheckConstraint(condition=Q(month__day=1), name="period_month_first_day"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    @property
    def is_open(self) -> bool:
        return self.state == PeriodState.OPEN
