"""From which month to which a report of the two-weekly cycle reaches."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import month_name
from kaderjkn.common.months import add_months, first_day, month_text, months_between, parse_month

OFFERED_MONTHS = 36
SHOWN_MONTHS = 3


class EnvelopePeriod(forms.Form):
    """By address: `?dari=2026-09&sampai=2026-11`."""

    dari = forms.ChoiceField(label=_("Dari"))
    sampai = forms.ChoiceField(label=_("Sampai"))

    def __init__(self, data, *, branch):
        newest = first_day(branch.today())
        usual = {"dari": month_text(add_months(newest, 1 - SHOWN_MONTHS)), "sampai": month_text(newest)}
        super().__init__({**usual, **data.dict()} if data else None, initial=usual)
        self.branch, self.usual = branch, usual
        offered = months_between(add_months(newest, 1 - OFFERED_MONTHS), newest)
        for field in self.fields.values():
            field.choices = [(month_text(month), month_name(month)) for month in reversed(offered)]

    def clean(self):
        chosen = super().clean()
        if chosen.get("dari", "") > chosen.get("sampai", "9"):
            self.add_error("dari", _("Bulan pertama tidak boleh sesudah bulan terakhir."))
        return chosen

    def months(self) -> tuple[date, date] | None:
        """First and last month; None where the choice is wrong."""
        if self.is_bound and not self.is_valid():
            return None
        chosen = self.cleaned_data if self.is_bound else self.usual
        return parse_month(chosen["dari"]), parse_month(chosen["sampai"])

    def cadre(self) -> Cadre | None:
        """The cadre of the branch that the address names, if any; another branch's is not found."""
        pk = self.data.get("kader", "") if self.is_bound else ""
        if not pk:
            return None
        if not pk.isdecimal() or not (found := Cadre.objects.filter(branch=self.branch, pk=int(pk)).first()):
            raise Refused(_("Kader itu tidak dikenal di kantor cabang ini."))
        return found

    @staticmethod
    def address_of(months: tuple[date, date]) -> str:
        return urlencode({"dari": month_text(months[0]), "sampai": month_text(months[1])})
