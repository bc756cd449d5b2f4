"""What a meeting is about: materials that then stand on the cadres' phones, and what cadres say there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited

from ..enums import NoteKind, Topic
from ..querysets import MaterialQuerySet, NoteQuerySet
from .meetings import Meeting


@audited
class Material(models.Model):
    """A file on what is new in the programme (Bahan), shown at meetings and kept on the phones of who is invited."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="materials")
    meetings = models.ManyToManyField(Meeting, related_name="materials", blank=True)
    title = models.CharField(_("judul"), max_length=120)
    topic = models.CharField(_("tentang"), max_length=10, choices=Topic)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(db_comment="bytes")
    stored_file = models.CharField(max_length=100)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, db_comment="taken off the phones; the file is deleted")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("bahan")
        verbose_name_plural = _("bahan")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, stored_file__gt="") | Q(removed_at__isnull=False, stored_file=""),
                name="material_has_file_until_removed",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:material-detail", args=[self.pk])


@audited
class MeetingNote(models.Model):
    """Feedback or a question of a cadre at a meeting (Catatan); a question is owed an answer by a day."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notes")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="meeting_notes")
    kind = models.CharField(_("jenis"), max_length=8, choices=NoteKind)
    text = models.TextField(_("isi"), max_length=2000)
    answer_due = models.DateField(_("dijawab paling lambat"), null=True, blank=True)
    answer = models.TextField(_("jawaban"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answer_seen_at = models.DateTimeField(
        null=True, blank=True, db_comment="when the cadre read the answer; one that was changed later is new again"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan pertemuan")
        verbose_name_plural = _("catatan pertemuan")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=NoteKind.QUESTION) | Q(answer_due__isnull=False), name="meeting_question_has_due_day"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | Q(answer__gt="", answered_at__isnull=False),
                name="meeting_note_answer_has_time",
            ),
            models.CheckConstraint(
                condition=Q(answer_seen_at__isnull=True) | Q(answer__gt=""), name="meeting_note_seen_has_answer"
            ),
        ]
        indexes = [models.Index(fields=["answer_due"], condition=Q(answer=""), name="meeting_note_unanswered")]

    def __str__(self):
        return f"{self.cadre} {self.meeting}: {self.kind}"

    def get_absolute_url(self):
        return reverse("meetings:note-detail", args=[self.pk])

    @property
    def is_answer_new(self) -> bool:
        """Whether there is an answer, or another one, since the cadre last read it."""
        return bool(self.answer) and (self.answer_seen_at is None or self.answer_seen_at < self.answered_at)
