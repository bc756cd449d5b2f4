"""What the office fills in about incidents."""

from django import forms
from django.utils.translation import gettext_lazy

from kaderjkn.common.forms import DayField


class IncidentForm(forms.Form):
    """A report about a cadre of the branch."""

    cadre = forms.ModelChoiceField(label=gettext_lazy("Kader"), queryset=None, empty_label=gettext_lazy("Pilih kader"))
    happened_on = DayField(label=gettext_lazy("Tanggal kejadian"))
    report = forms.CharField(label=gettext_lazy("Apa yang dilaporkan"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, cadres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = cadres


class IncidentDecisionForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=gettext_lazy("Keputusan"),
        coerce=lambda value: value == "yes",
        empty_value=None,
        choices=[("yes", gettext_lazy("Terbukti")), ("no", gettext_lazy("Tidak terbukti"))],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label=gettext_lazy("Alasan keputusan"), widget=forms.Textarea(attrs={"rows": 4}))
