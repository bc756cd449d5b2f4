"""A cadre's goal for a month or a quarter, in rupiah collected."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from ..closing.querysets import CadreRowQuerySet

MONTH, QUARTER = 1, 3


@audited
class CadreGoal(models.Model):
    """What a cadre is to collect from `starts_on` on. A word apart from `target`, which is the arrears of a case."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="goals")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="goals", verbose_name=_("kader"))
    starts_on = models.DateField(_("mulai"), db_comment="first day of the month or quarter")
    months = models.PositiveSmallIntegerField(_("lama"), choices=[(MONTH, _("bulan")), (QUARTER, _("triwulan"))])
    amount = models.BigIntegerField(_("sasaran (Rp)"), db_comment="rupiah to be collected, own and not late")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    objects = CadreRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("sasaran kader")
        verbose_name_plural = _("sasaran kader")
        ordering = ["-starts_on", "cadre__code"]
        constraints = [
            models.UniqueConstraint(fields=["cadre", "starts_on", "months"], name="goal_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="goal_positive"),
            models.CheckConstraint(
                condition=Q(starts_on__day=1)
                & (Q(months=MONTH) | Q(months=QUARTER, starts_on__month__in=(1, 4, 7, 10))),
                name="goal_starts_with_its_period",
            ),
        ]

    def __str__(self):
        return f"{self.cadre} {self.starts_on:%Y-%m} ({self.months})"
