"""Forms about who cares for which kelurahan: giving one to another cadre, and a fair share of all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre
from kaderjkn.common.forms import DayField
from kaderjkn.common.models import Branch

from .enums import Weighting
from .loads import loads, name_with_load


class GiveForm(forms.Form):
    """To whom, and from when. `form_key` makes a second press harmless."""

    cadre = forms.ModelChoiceField(Cadre.objects.none(), label=_("Kader baru"), empty_label=_("Pilih kader"))
    on = DayField(label=_("Mulai"), help_text=_("Kader yang lama memegang kelurahan ini sampai sehari sebelumnya."))
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, branch: Branch, **kwargs):
        super().__init__(*args, **kwargs)
        field, today = self.fields["cadre"], branch.today()
        field.queryset = (
            Cadre.objects.of_branch(branch)
            .select_related("branch")
            .filter(agreements__in=working_from(today))
            .distinct()
        )
        found = loads(branch, today)
        field.label_from_instance = lambda each: name_with_load(each, found)


def working_from(day):
    """Agreements in force on the day or later: a new cadre is given kelurahan before the first day."""
    return Cadre.agreements.rel.related_model.objects.not_over_on(day)


class ConfirmGiveForm(GiveForm):
    """The answers of `GiveForm`, hidden beside what they bring about."""

    confirmed = forms.BooleanField()

    def __init__(self, answers, *, branch: Branch):
        super().__init__(answers | {"cadre": answers["cadre"].pk, "confirmed": "1"}, branch=branch)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class FairShareForm(forms.Form):
    on = DayField(label=_("Mulai"), help_text=_("Biasanya hari pertama periode berikutnya."))
    weighting = forms.ChoiceField(
        label=_("Yang diratakan"), choices=Weighting.choices, widget=forms.RadioSelect, initial=Weighting.BALANCED
    )
