"""A branch's own words for a kind of prepared message."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited
from kaderjkn.common.querysets import BranchScoped

from .enums import GREETINGS, OFFICE_KINDS, MessageKind
from .errors import MessageRefused
from .validators import TELLS_HOW_TO_STOP, TELLS_OF_ARREARS, check_text


@audited
class MessageTemplate(models.Model):
    """Stands in for the text that the program brings (`texts.DEFAULTS`); deleted, that one is used again."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="+")
    kind = models.CharField(_("jenis"), max_length=10, choices=MessageKind)
    text = models.TextField(_("isi pesan"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("pesan siap pakai")
        verbose_name_plural = _("pesan siap pakai")
        ordering = ["branch", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "kind"], name="message_once_per_kind"),
            models.CheckConstraint(condition=~Q(text=""), name="message_has_text"),
            models.CheckConstraint(
                condition=~Q(kind__in=GREETINGS) | ~Q(text__regex=TELLS_OF_ARREARS),
                name="message_greeting_without_arrears",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=OFFICE_KINDS) | Q(text__regex=TELLS_HOW_TO_STOP),
                name="message_of_office_tells_how_to_stop",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        return reverse("collections:message-edit", args=[self.kind])

    def clean(self):
        try:
            check_text(self.kind, self.text)
        except MessageRefused as refused:
            raise ValidationError({"text": str(refused)}) from None
