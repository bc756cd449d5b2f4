"""The filter of the list of contacts."""

from datetime import datetime, time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.forms import SearchField, cadre_label, month_choices
from arrears.search import searched
from cadres.models import Cadre
from kaderjkn.common.lists.choosing import ManyOptions
from kaderjkn.common.months import next_month, parse_month

from .enums import Mode, Outcome
from .models import Contact
from .promises import promises_due, promises_late

DUE, LATE = "due", "late"
PROMISED = [
    ("", gettext_lazy("Semua")),
    ("yes", gettext_lazy("Dengan janji")),
    (DUE, gettext_lazy("Jatuh tempo hari ini, belum dibayar")),
    (LATE, gettext_lazy("Lewat paling lama 30 hari, belum dibayar")),
]


class ContactFilter(forms.Form):
    month = forms.ChoiceField(label=gettext_lazy("Bulan"), required=False)
    cadre = forms.ModelChoiceField(
        Cadre.objects.none(),
        label=gettext_lazy("Kader"),
        required=False,
        empty_label=gettext_lazy("Semua"),
        widget=ManyOptions(cadre_label()),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Cara"), required=False, choices=[("", gettext_lazy("Semua")), *Mode.choices]
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hasil"), required=False, choices=[("", gettext_lazy("Semua")), *Outcome.choices]
    )
    promised = forms.ChoiceField(label=gettext_lazy("Janji"), required=False, choices=PROMISED)
    q = SearchField(label=gettext_lazy("Cari nama, alamat, KK, atau kartu"))

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch
        self.fields["month"].choices = [("", _("Semua bulan")), *month_choices(branch)[1:]]
        self.fields["cadre"].queryset = Cadre.objects.filter(branch=branch)

    def rows(self, *, in_order=False):
        """The contacts that fit; a filter that is not understood shows none."""
        if not self.is_valid():
            return Contact.objects.none()
        rows, chosen = Contact.objects.filter(branch=self.branch), self.cleaned_data
        if chosen["month"]:
            month = parse_month(chosen["month"])
            rows = rows.filter(made_at__gte=self.start_of(month), made_at__lt=self.start_of(next_month(month)))
        for name in ("cadre", "mode", "outcome"):
            if chosen[name]:
                rows = rows.filter(**{name: chosen[name]})
        if chosen["promised"]:
            rows = self.promises(rows, chosen["promised"])
        return searched(rows, self.branch, chosen["q"], in_order=in_order) if chosen["q"] else rows

    def promises(self, rows, which: str):
        if which == "yes":
            return rows.promises()
        return promises_due(rows, self.branch) if which == DUE else promises_late(rows, self.branch)

    def start_of(self, day) -> datetime:
        """The moment at which the day begins in the branch's zone."""
        return datetime.combine(day, time.min, self.branch.zone)
