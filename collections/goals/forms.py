"""The goals of all cadres on one page: which period, and an amount for each."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.forms import MonthField
from kaderjkn.common.reading import amounts
from kaderjkn.common.reading.errors import ValueProblem

from .models import MONTH, QUARTER


class GoalPeriodForm(forms.Form):
    """Which goals are meant."""

    mulai = MonthField(label=gettext_lazy("Mulai"))
    lama = forms.TypedChoiceField(
        label=gettext_lazy("Untuk"),
        coerce=int,
        choices=[(MONTH, gettext_lazy("satu bulan")), (QUARTER, gettext_lazy("satu triwulan"))],
    )


class RupiahField(forms.CharField):
    """An amount as people write it (1.500.000); whole rupiah or None."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=24,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value):
        try:
            amount = amounts.amount(super().clean(value))
        except ValueProblem as problem:
            raise forms.ValidationError(str(problem)) from problem
        if amount == 0:
            raise forms.ValidationError(_("Sasaran harus lebih dari nol; kosongkan bila tidak ada."))
        return amount


class GoalsForm(forms.Form):
    """One amount for each cadre; an empty one means that there is no goal."""

    def __init__(self, *args, cadres, **kwargs):
        super().__init__(*args, **kwargs)
        self.cadres = {f"kader-{cadre.pk}": cadre for cadre in cadres}
        for name, cadre in self.cadres.items():
            self.fields[name] = RupiahField(label=str(cadre))

    def amounts(self) -> dict:
        return {cadre: self.cleaned_data[name] for name, cadre in self.cadres.items()}
