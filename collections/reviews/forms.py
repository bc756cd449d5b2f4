"""What a supervisor fills in about a review, and about a month that shall not count."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.forms import DayField, MonthField

from .enums import PassReason, ReviewState

DECISIONS = [
    (ReviewState.CONTINUE, gettext_lazy("Lanjut: kemitraan berjalan seperti biasa")),
    (ReviewState.COACHING, gettext_lazy("Pembinaan: didampingi, lalu ditinjau lagi")),
    (ReviewState.END, gettext_lazy("Berakhir: perjanjian dan wilayah binaan diakhiri")),
]


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label=gettext_lazy("Keputusan"), choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca oleh kader."),
    )
    look_again_on = DayField(
        label=gettext_lazy("Ditinjau lagi"), required=False, help_text=gettext_lazy("Hanya untuk pembinaan.")
    )
    ends_on = DayField(
        label=gettext_lazy("Berakhir mulai"),
        required=False,
        help_text=gettext_lazy("Hanya bila berakhir: hari pertama tanpa perjanjian."),
    )
    hand_over_to = forms.ModelChoiceField(
        label=gettext_lazy("Binaan diserahkan kepada"),
        queryset=Cadre.objects.none(),
        required=False,
        empty_label=gettext_lazy("Belum kepada siapa pun"),
        help_text=gettext_lazy("Hanya bila berakhir."),
    )

    def __init__(self, *args, successors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hand_over_to"].queryset = successors

    def clean(self):
        values = super().clean()
        if values.get("decision") == ReviewState.COACHING and not values.get("look_again_on"):
            self.add_error("look_again_on", _("Isi tanggal meninjau lagi."))
        if values.get("decision") == ReviewState.END and not values.get("ends_on"):
            self.add_error("ends_on", _("Isi hari berakhirnya kemitraan."))
        return values


def once_more(form: DecisionForm) -> DecisionForm:
    """The same answers as hidden fields, for the page that asks once more; it then also sends `confirmed`."""
    successors = form.fields["hand_over_to"].queryset
    again = DecisionForm(initial=form.cleaned_data, successors=successors)
    again.fields["confirmed"] = forms.CharField(initial="yes")
    for field in again.fields.values():
        field.widget = field.hidden_widget()
    return again


class ExcuseForm(forms.Form):
    cadre = forms.ModelChoiceField(
        label=gettext_lazy("Kader"), queryset=Cadre.objects.none(), empty_label=gettext_lazy("Pilih kader")
    )
    month = MonthField(label=gettext_lazy("Bulan"), help_text=gettext_lazy("Bulan dan tahun, seperti 2026-11"))
    reason = forms.ChoiceField(label=gettext_lazy("Alasan"), choices=PassReason.choices, widget=forms.RadioSelect)

    def __init__(self, *args, cadres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = cadres
