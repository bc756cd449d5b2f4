"""Long work as a row that the page shows."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import ACTIVE_JOB_STATES, UNFINISHED_JOB_STATES, JobState
from ..querysets import BranchScoped


class JobRunQuerySet(BranchScoped):
    def active(self):
        return self.filter(state__in=ACTIVE_JOB_STATES)

    def stuck_since(self, *, running, waiting):
        """Jobs that have not been heard of since: those at work since one moment, those in the queue since another."""
        return self.filter(
            Q(state=JobState.RUNNING, heard_at__lt=running) | Q(state=JobState.WAITING, heard_at__lt=waiting)
        )

    def needing_somebody(self):
        """Failed or stuck jobs that were not run again since."""
        later = self.model.objects.filter(
            Q(month=OuterRef("month")) | Q(month__isnull=True),
            Q(subject=OuterRef("subject")) | Q(subject__isnull=True),
            branch=OuterRef("branch"),
            kind=OuterRef("kind"),
            created_at__gt=OuterRef("created_at"),
        )
        return self.filter(~Exists(later), state__in=UNFINISHED_JOB_STATES)


class JobRun(models.Model):
    """A background job: kind, for what, how far, how it ended. Written over its own connection while it runs."""

    branch = models.ForeignKey("common.Branch", models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    month = models.DateField(null=True, blank=True)
    subject = models.BigIntegerField(null=True, blank=True, db_comment="id of the row worked on, e.g. the import")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=JobState, default=JobState.WAITING)
    phase = models.CharField(max_length=100, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    heard_at = models.DateTimeField(auto_now_add=True, db_comment="last sign of life")
    ended_at = models.DateTimeField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    stop_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["branch", "-created_at"], name="job_branch_created")]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "kind", "month", "subject"],
                condition=Q(state__in=ACTIVE_JOB_STATES),
                nulls_distinct=False,
                name="job_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(done__gte=0), name="job_done_not_negative"),
            models.CheckConstraint(
                condition=~Q(state=JobState.STOPPED) | Q(stop_asked_at__isnull=False), name="job_stopped_was_asked"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.state}"

    def get_absolute_url(self):
        return reverse("job-detail", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_JOB_STATES

    @property
    def percent(self) -> int | None:
        """Whole percent done, None while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
