"""What is written when asking and answering."""

from django import forms
from django.utils.translation import gettext_lazy

from .enums import AnswerKind


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Pertanyaan Anda"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Tulis mengapa menurut Anda pembayaran ini seharusnya dihitung lain."),
    )


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Hasil"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Jawaban"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Dibaca oleh kader."),
    )
