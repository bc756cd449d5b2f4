"""An item of the queue, and who brought it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from .enums import FeedbackKind, FeedbackResult, FeedbackState
from .querysets import FeedbackQuerySet

NEW, WAITING, ANSWERED = FeedbackState.NEW, FeedbackState.WAITING, FeedbackState.ANSWERED


@audited
class FeedbackItem(models.Model):
    """One thing about one household, however often it was brought; a complaint is a thing of its own each time."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    household = models.ForeignKey(
        "arrears.Household", models.PROTECT, null=True, blank=True, related_name="feedback", verbose_name=_("keluarga")
    )
    kind = models.CharField(_("jenis"), max_length=13, choices=FeedbackKind)
    state = models.CharField(_("keadaan"), max_length=8, choices=FeedbackState, default=NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    opened_at = models.DateTimeField(_("dibuka"), auto_now_add=True)
    due_on = models.DateField(_("dijawab paling lambat"))
    resume_on = models.DateField(_("ditanyakan lagi pada"), null=True, blank=True)
    waiting_for = models.CharField(_("menunggu"), max_length=200, blank=True)
    result = models.CharField(_("hasil"), max_length=13, choices=FeedbackResult, blank=True)
    answer = models.TextField(_("jawaban"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("umpan balik")
        verbose_name_plural = _("umpan balik")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=~Q(state=ANSWERED) & ~Q(kind=FeedbackKind.COMPLAINT),
                name="feedback_open_once",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=False) | Q(kind=FeedbackKind.COMPLAINT), name="feedback_has_household"
            ),
            models.CheckConstraint(
                condition=Q(state=NEW, owner__isnull=True) | (~Q(state=NEW) & Q(owner__isnull=False)),
                name="feedback_new_has_no_owner",
            ),
            models.CheckConstraint(
                condition=(Q(state=WAITING, resume_on__isnull=False) & ~Q(waiting_for=""))
                | (~Q(state=WAITING) & Q(resume_on__isnull=True, waiting_for="")),
                name="feedback_waits_for_something",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ANSWERED, answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                    & ~Q(result="")
                )
                | (~Q(state=ANSWERED) & Q(answered_at__isnull=True, answered_by__isnull=True, answer="", result="")),
                name="feedback_answer_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "due_on", "id"], name="feedback_by_due_day"),
            models.Index(fields=["branch", "opened_at", "id"], name="feedback_by_time"),
            models.Index(fields=["branch", "due_on", "id"], condition=~Q(state=ANSWERED), name="feedback_unanswered"),
        ]

    def __str__(self):
        return f"{self.pk} {self.kind}"

    def get_absolute_url(self):
        return reverse("collections:feedback-detail", args=[self.pk])

    def is_overdue(self, today) -> bool:
        return self.state != ANSWERED and self.due_on < today


@audited
class FeedbackSource(models.Model):
    """One time that it was brought: with a contact, as a complaint, or told to the office, which wrote `note`."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=13, choices=FeedbackKind, db_comment="of the item: a contact brings each once")
    cadre = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="feedback", verbose_name=_("kader")
    )
    contact = models.ForeignKey("collections.Contact", models.PROTECT, null=True, related_name="+")
    complaint = models.OneToOneField("collections.ServiceComplaint", models.PROTECT, null=True, related_name="source")
    note = models.CharField(_("keterangan"), max_length=500, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("asal umpan balik")
        verbose_name_plural = _("asal umpan balik")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "kind"], name="feedback_source_contact_once"),
            models.CheckConstraint(
                condition=Q(contact__isnull=False, complaint__isnull=True, noted_by__isnull=True, note="")
                | Q(contact__isnull=True, complaint__isnull=False, noted_by__isnull=True, note="")
                | (Q(contact__isnull=True, complaint__isnull=True, noted_by__isnull=False) & ~Q(note="")),
                name="feedback_source_is_one",
            ),
            models.CheckConstraint(
                condition=Q(cadre__isnull=False) | Q(noted_by__isnull=False), name="feedback_source_has_somebody"
            ),
        ]
        indexes = [models.Index(fields=["cadre", "item"], name="feedback_source_cadre")]

    def __str__(self):
        return f"{self.pk} {self.kind}"
