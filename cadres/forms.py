"""Filters of the cadres' pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CadreFilter(forms.Form):
    agreement = forms.ChoiceField(
        label=_("Perjanjian"),
        required=False,
        choices=[
            ("", _("Semua")),
            ("current", _("Berlaku hari ini")),
            ("ending", _("Akan atau sudah berakhir")),
            ("none", _("Tanpa perjanjian")),
        ],
    )
    q = forms.CharField(
        label=_("Cari nama atau kode"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def narrow(self, cadres, today):
        """The cadres that fit."""
        if not self.is_valid():
            return cadres.none()
        chosen = self.cleaned_data
        if chosen["q"]:
            cadres = cadres.named_like(chosen["q"].strip())
        if chosen["agreement"] == "current":
            return cadres.with_agreement_on(today)
        if chosen["agreement"] == "ending":
            return cadres.with_agreement_ending(today)
        return cadres.without_agreement_on(today) if chosen["agreement"] == "none" else cadres
