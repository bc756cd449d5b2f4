"""A cadre's question about a payment, with the branch's answer and the day by which it is owed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.enums import Role
from kaderjkn.common.querysets import BranchScoped

from .enums import AnswerKind


class QuestionQuerySet(BranchScoped):
    def unanswered(self):
        return self.filter(answered_at__isnull=True)

    def overdue(self, today):
        return self.unanswered().filter(due_on__lt=today)

    def for_list(self):
        """Those that wait first, the most urgent on top; then the answered, newest first."""
        waiting_first = models.F("answered_at").desc(nulls_first=True)
        return self.order_by(waiting_first, "due_on", "pk")

    def visible_to(self, user):
        if user.role == Role.CADRE:
            return self.filter(cadre__user=user)
        return super().visible_to(user)


@audited
class Question(models.Model):
    """One question about one payment. Not content with the answer, a cadre may ask again: a row of its own."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="questions")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="questions", verbose_name=_("kader"))
    payment = models.ForeignKey("arrears.Payment", models.CASCADE, related_name="questions")
    text = models.TextField(_("pertanyaan"))
    asked_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("dijawab sampai"), db_comment="last day for the answer")
    answer_kind = models.CharField(_("hasil"), max_length=9, choices=AnswerKind, blank=True)
    answer = models.TextField(_("jawaban"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertanyaan kader")
        verbose_name_plural = _("pertanyaan kader")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "payment"], condition=Q(answered_at__isnull=True), name="question_one_open"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_text"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="", answer_kind="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(answer_kind="")),
                name="question_answer_whole",
            ),
        ]
        indexes = [models.Index(fields=["branch", "answered_at"], name="question_branch_open")]

    def __str__(self):
        return f"{self.cadre} {self.payment}"

    def get_absolute_url(self):
        return reverse("collections:question-detail", args=[self.pk])
