"""What the office writes in answer."""

from django import forms
from django.utils.translation import gettext_lazy

from .enums import AnswerKind


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Hasil"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Jawaban"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Dibaca oleh kader."),
    )
