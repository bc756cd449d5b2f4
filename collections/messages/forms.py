"""Wording a prepared message."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .enums import PLACES_OF, MessageKind
from .errors import MessageRefused
from .validators import LONGEST, check_text


class MessageForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Isi pesan"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, *args, kind: MessageKind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        places = ", ".join(f"{{{name}}}" for name in PLACES_OF[kind])
        self.fields["text"].help_text = _("Isian yang dapat dipakai: %(places)s.") % {"places": places}

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            check_text(self.kind, text)
        except MessageRefused as refused:
            raise ValidationError(str(refused)) from None
        return text
