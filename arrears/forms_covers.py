"""Forms about covers: who stands in, from when to when, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre
from kaderjkn.common.forms import DayField

from .enums import CoverReason
from .loads import loads, name_with_load


class CoverForm(forms.Form):
    substitute = forms.ModelChoiceField(Cadre.objects.none(), label=_("Kader pengganti"), empty_label=_("Pilih kader"))
    first = DayField(label=_("Hari pertama"))
    last = DayField(label=_("Hari terakhir"), help_text=_("Hari ini termasuk; esoknya binaan kembali sendiri."))
    reason = forms.ChoiceField(label=_("Alasan"), choices=CoverReason.choices, widget=forms.RadioSelect)

    def __init__(self, *args, cadre: Cadre, **kwargs):
        super().__init__(*args, **kwargs)
        field, today = self.fields["substitute"], cadre.branch.today()
        field.queryset = Cadre.objects.of_branch(cadre.branch).with_agreement_on(today).exclude(pk=cadre.pk)
        found = loads(cadre.branch, today)
        field.label_from_instance = lambda each: name_with_load(each, found)


class ConfirmCoverForm(CoverForm):
    """The answers of `CoverForm`, hidden beside what they bring about."""

    confirmed = forms.BooleanField()

    def __init__(self, answers, *, cadre: Cadre):
        super().__init__(answers | {"substitute": answers["substitute"].pk, "confirmed": "1"}, cadre=cadre)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class CoverEndForm(forms.Form):
    last = DayField(label=_("Hari terakhir"), help_text=_("Hari ini termasuk; esoknya binaan kembali sendiri."))
