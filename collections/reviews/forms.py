"""What a supervisor fills in about a review, and about a month that shall not count."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.forms import DayField, MonthField
from kaderjkn.common.months import month_text

from .enums import Obstacle, PassReason, ReviewState

DECISIONS = [
    (ReviewState.CONTINUE, gettext_lazy("Lanjut: kemitraan berjalan seperti biasa")),
    (ReviewState.COACHING, gettext_lazy("Pembinaan: didampingi, lalu ditinjau lagi")),
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

    def clean(self):
        values = super().clean()
        if values.get("decision") == ReviewState.COACHING and not values.get("look_again_on"):
            self.add_error("look_again_on", _("Isi tanggal meninjau lagi."))
        return values


def once_more(form: DecisionForm) -> DecisionForm:
    """The same answers as hidden fields, for the page that asks once more; it then also sends `confirmed`."""
    again = DecisionForm(initial=form.cleaned_data)
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


class ConfirmExcuseForm(ExcuseForm):
    """The answers of `ExcuseForm`, hidden beside what they would do."""

    confirmed = forms.BooleanField()

    def __init__(self, answers, *, cadres):
        values = {"cadre": answers["cadre"].pk, "month": month_text(answers["month"]), "confirmed": "1"}
        super().__init__(answers | values, cadres=cadres)
        for field in self.fields.values():
            field.widget = field.hidden_widget()


class HandOverForm(forms.Form):
    day = DayField(
        label=gettext_lazy("Diserahkan pada"),
        help_text=gettext_lazy("Hari kader menerima surat. Waktu menjawab dihitung dari pemberitahuan pertama."),
    )


class LookAgainForm(forms.Form):
    found = forms.CharField(
        label=gettext_lazy("Yang ditemukan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Dibaca oleh kader."),
    )
    next_on = DayField(
        label=gettext_lazy("Ditinjau lagi"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila pembinaan selesai."),
    )


class AnswerForm(forms.Form):
    obstacles = forms.MultipleChoiceField(
        label=gettext_lazy("Apa yang menghambat?"),
        choices=Obstacle.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Boleh lebih dari satu, boleh juga dikosongkan."),
    )
    text = forms.CharField(
        label=gettext_lazy("Jawaban Anda"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=gettext_lazy("Ceritakan dengan kata-kata Anda sendiri, juga apa yang Anda perlukan."),
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Isi banding"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=gettext_lazy("Apa yang menurut Anda perlu dilihat lagi? Jangan menulis nama atau nomor keluarga."),
    )


class AppealDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Putusan"),
        choices=[
            ("uphold", gettext_lazy("Dikuatkan: keputusan cabang tetap berlaku")),
            ("overturn", gettext_lazy("Dibatalkan: kemitraan berlanjut seperti sebelumnya")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca oleh kader dan cabang."),
    )
