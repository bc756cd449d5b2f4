"""Ending a partnership: the last day, then a successor for each kelurahan, then the same answers once more."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.loads import loads, name_with_load
from cadres.models import Cadre, Territory
from kaderjkn.common.forms import DayField

from .ending import areas_to_pass_on, successors_on
from .models import Review

ONE_DAY = timedelta(days=1)


class LastDayForm(forms.Form):
    last_day = DayField(
        label=gettext_lazy("Hari terakhir kemitraan"),
        help_text=gettext_lazy("Perjanjian dan wilayah masih berlaku pada hari ini; esoknya binaan berpindah."),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day < self.today:
            raise ValidationError(_("Hari terakhir kemitraan paling awal hari ini."))
        return day


class EndForm(LastDayForm):
    """The reason, and who takes over in each kelurahan; cadres with work in the same kecamatan come first."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca oleh kader."),
    )

    def __init__(self, *args, review: Review, last_day, **kwargs):
        super().__init__(*args, today=review.branch.today(), **kwargs)
        self.fields["last_day"].widget = forms.HiddenInput()
        self.fields["last_day"].initial = last_day
        self.first_day_without = last_day + ONE_DAY
        self.plans = areas_to_pass_on(review.cadre, self.first_day_without)
        self.loads = loads(review.branch, review.branch.today())
        self.successors = list(successors_on(review.cadre, self.first_day_without))
        near = _kecamatan_of(self.successors, self.first_day_without)
        for plan in self.plans:
            self.fields[_name(plan)] = self._choice(plan, near)

    def _choice(self, plan, near: dict[int, set[int]]) -> forms.ChoiceField:
        neighbours = [each for each in self.successors if plan.area.parent_id in near.get(each.pk, ())]
        others = [each for each in self.successors if each not in neighbours]
        groups = [(_("Kecamatan yang sama"), neighbours), (_("Kader lain"), others)]
        choices = [("", _("Belum kepada siapa pun"))]
        choices += [
            (label, [(each.pk, name_with_load(each, self.loads)) for each in group]) for label, group in groups if group
        ]
        label = _("%(area)s: %(load)s") % {"area": plan.area, "load": plan.load}
        return forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def chosen(self) -> dict[int, Cadre | None]:
        """Kelurahan to successor, None for nobody."""
        by_pk = {str(each.pk): each for each in self.successors}
        return {plan.area.pk: by_pk.get(self.cleaned_data[_name(plan)]) for plan in self.plans}

    def once_more(self, review: Review) -> "EndForm":
        """The same answers, hidden; sent with `confirmed` they are the decision."""
        values = {name: self.data.get(name, "") for name in self.fields} | {"confirmed": "yes"}
        again = EndForm(values, review=review, last_day=self.cleaned_data["last_day"])
        again.fields["confirmed"] = forms.CharField()
        for field in again.fields.values():
            field.widget = forms.HiddenInput()
        return again


def _name(plan) -> str:
    return f"area_{plan.area.pk}"


def _kecamatan_of(cadres: list[Cadre], day) -> dict[int, set[int]]:
    """Kecamatan in which each cadre cares for a kelurahan on the day."""
    found: dict[int, set[int]] = {}
    rows = Territory.objects.in_force(day).filter(cadre__in=cadres).values_list("cadre", "area__parent")
    for cadre, parent in rows:
        found.setdefault(cadre, set()).add(parent)
    return found
