"""Reviews of a partnership after months without collection; nobody is ended by a job."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped

from .enums import DECIDED, Obstacle, PassReason, ReminderKind, ReviewState
from .querysets import ReminderQuerySet, ReviewQuerySet


@audited
class Review(models.Model):
    """One review: opened by a closing, answered by the cadre, decided by a supervisor with a reason."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="reviews")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="reviews", verbose_name=_("kader"))
    opened_by = models.ForeignKey("collections.Closing", models.PROTECT, related_name="reviews_opened")
    opened_month = models.DateField()
    opened_at = models.DateTimeField()
    answer_days = models.PositiveSmallIntegerField()
    state = models.CharField(_("keadaan"), max_length=9, choices=ReviewState, default=ReviewState.OPEN)
    noticed_on = models.DateField(
        null=True, blank=True, db_comment="notice seen or handed over; the time to answer runs"
    )
    notice_seen_at = models.DateTimeField(null=True, blank=True, db_comment="the cadre opened it on the phone")
    handed_over_on = models.DateField(_("diserahkan pada"), null=True, blank=True, db_comment="the letter")
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("jawaban kader"), blank=True)
    obstacles = ArrayField(
        models.CharField(max_length=14, choices=Obstacle), verbose_name=_("hambatan"), default=list, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("alasan keputusan"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_seen_at = models.DateTimeField(null=True, blank=True, db_comment="the cadre opened the decision")
    look_again_on = models.DateField(_("ditinjau lagi"), null=True, blank=True)
    ends_on = models.DateField(_("berakhir mulai"), null=True, blank=True, db_comment="first day without agreement")
    closed_at = models.DateTimeField(null=True, blank=True, db_comment="void or withdrawn")
    voided_by = models.ForeignKey(
        "collections.Closing", models.PROTECT, null=True, blank=True, related_name="reviews_voided"
    )
    is_flagged = models.BooleanField(default=False, db_comment="late collection arrived after the decision")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("tinjauan")
        verbose_name_plural = _("tinjauan")
        ordering = ["-opened_month", "cadre__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre"], condition=Q(state=ReviewState.OPEN), name="review_one_open_per_cadre"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="review_decided_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.COACHING) | Q(look_again_on__isnull=False),
                name="review_coaching_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.END) | Q(ends_on__isnull=False), name="review_end_has_day"
            ),
            models.CheckConstraint(
                condition=Q(noticed_on__isnull=False) | Q(notice_seen_at__isnull=True, handed_over_on__isnull=True),
                name="review_notice_starts_time",
            ),
            models.CheckConstraint(
                condition=Q(decision_seen_at__isnull=True) | Q(decided_at__isnull=False),
                name="review_seen_after_decision",
            ),
        ]

    def __str__(self):
        return f"{self.cadre} {self.opened_month:%Y-%m}"

    def get_absolute_url(self):
        return reverse("collections:review-detail", args=[self.pk])


class ReviewMonth(models.Model):
    """A month without collection that a review rests on, with its facts."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="months")
    month = models.DateField()
    cases = models.IntegerField()
    target = models.BigIntegerField(null=True, db_comment="rupiah; empty: opened before it was kept")
    contacts = models.IntegerField()
    meetings_counted = models.IntegerField()
    meetings_attended = models.IntegerField()

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["review", "month"], name="review_month_once")]

    def __str__(self):
        return f"{self.month:%Y-%m}"


@audited
class ExcusedMonth(models.Model):
    """A month that a supervisor passed over for a cadre, with a reason from the fixed list."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="excused_months")
    month = models.DateField()
    reason = models.CharField(_("alasan"), max_length=11, choices=PassReason)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = BranchScoped.as_manager()

    class Meta:
        ordering = ["-month", "cadre__code"]
        constraints = [models.UniqueConstraint(fields=["cadre", "month"], name="excused_month_once")]

    def __str__(self):
        return f"{self.cadre} {self.month:%Y-%m}"


class ReviewWarning(models.Model):
    """That a cadre stands one month before a review; shown to cadre and supervisor."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="review_warnings")
    closing = models.ForeignKey("collections.Closing", models.CASCADE, related_name="warnings")
    months = models.JSONField(db_comment="the months without collection, YYYY-MM")
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True, db_comment="the cadre said that it was read")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cadre", "closing"], name="warning_once_per_closing")]

    def __str__(self):
        return f"{self.cadre} {self.months}"


@audited
class LookAgain(models.Model):
    """What was found when a coaching was looked at again; with a next day, or at its end."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="looks")
    found = models.TextField(_("yang ditemukan"))
    next_on = models.DateField(_("ditinjau lagi"), null=True, blank=True, db_comment="empty: coaching is over")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(found=""), name="look_again_has_words")]

    def __str__(self):
        return f"{self.review} {self.at:%Y-%m-%d}"


class ReviewReminder(models.Model):
    """That a deadline of a review came near or has come; noted once by the daily job."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=13, choices=ReminderKind)
    due_on = models.DateField()
    noted_on = models.DateField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "review"]
        constraints = [models.UniqueConstraint(fields=["review", "kind", "due_on"], name="reminder_once_per_deadline")]

    def __str__(self):
        return f"{self.kind} {self.due_on}"
