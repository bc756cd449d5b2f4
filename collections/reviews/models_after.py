"""What follows a decision: an ended partnership with what is needed to restore it, and the cadre's appeal."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from .enums import AppealState, ReviewState
from .querysets import AppealQuerySet


class Ending(models.Model):
    """What an `end` changed: agreements, territories, covers and holders as they were, and as they became."""

    review = models.OneToOneField("collections.Review", models.CASCADE, related_name="ending")
    on = models.DateField(db_comment="first day without agreement")
    kept = models.JSONField(
        encoder=DjangoJSONEncoder, db_comment="rows as they were, and as they became: no household data, ids only"
    )
    restored_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.review} {self.on}"


@audited
class Appeal(models.Model):
    """The cadre asks the regional supervisor to look at a decision again (Banding); one per review."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    review = models.OneToOneField("collections.Review", models.PROTECT, related_name="appeal")
    against = models.CharField(
        _("keputusan yang dibanding"),
        max_length=9,
        choices=[(state, state.label) for state in (ReviewState.COACHING, ReviewState.END)],
    )
    text = models.TextField(_("isi banding"))
    filed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=AppealState, default=AppealState.OPEN)
    reason = models.TextField(_("alasan putusan"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    manual_steps = models.JSONField(default=list, blank=True, db_comment="what could not be restored by itself")

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("banding")
        verbose_name_plural = _("banding")
        ordering = ["-filed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="appeal_has_words"),
            models.CheckConstraint(
                condition=Q(state=AppealState.OPEN, decided_at__isnull=True, decided_by__isnull=True, reason="")
                | (~Q(state=AppealState.OPEN) & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="appeal_decided_has_reason_and_person",
            ),
        ]

    def __str__(self):
        return f"{self.review}: {self.state}"

    def get_absolute_url(self):
        return reverse("collections:review-detail", args=[self.review_id])
