"""What the office fills in about reports from the field."""

from django import forms
from django.utils.translation import gettext_lazy

from .enums import InterestState


class InterestForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        choices=[(state, state.label) for state in (InterestState.CALLED, InterestState.DONE)],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan kantor"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Misalnya kapan ditelepon lagi, atau sudah terdaftar sebagai apa."),
    )


class DangerClosingForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Mengapa peringatan tidak diperlukan lagi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
