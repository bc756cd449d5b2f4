"""Which months the report on attendance covers, and in which order its rows stand."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.forms import MonthField
from kaderjkn.common.months import first_day, month_text, months_between

MOST_MONTHS = 36
ORDERS = {
    "": lambda row: row["cadre"],
    "rate": lambda row: (row["rate"] is None, row["rate"] or 0, row["cadre"]),
    "absent": lambda row: (-row["absent"] - row["unrecorded"], row["cadre"]),
    "late": lambda row: (-row["late"], row["cadre"]),
    "made_up": lambda row: (-row["made_up"], row["cadre"]),
    "excused": lambda row: (-row["excused"], row["cadre"]),
}


class AttendanceFilter(forms.Form):
    """From month to month, both included; without an answer the running month."""

    first = MonthField(label=gettext_lazy("Dari bulan"))
    last = MonthField(label=gettext_lazy("Sampai bulan"))
    sort = forms.ChoiceField(
        label=gettext_lazy("Urut menurut"),
        required=False,
        choices=[
            ("", gettext_lazy("Kode kader")),
            ("rate", gettext_lazy("Kehadiran terendah")),
            ("absent", gettext_lazy("Tidak hadir terbanyak")),
            ("late", gettext_lazy("Terlambat terbanyak")),
            ("made_up", gettext_lazy("Susulan terbanyak")),
            ("excused", gettext_lazy("Izin terbanyak")),
        ],
    )

    def __init__(self, data, *, today: date):
        month = first_day(today)
        self.default = {"first": month, "last": month, "sort": ""}
        asked = {name: data[name] for name in ("first", "last", "sort") if data.get(name)}
        super().__init__({"first": month_text(month), "last": month_text(month)} | asked)

    def clean(self):
        chosen = super().clean()
        first, last = chosen.get("first"), chosen.get("last")
        if first and last and last < first:
            self.add_error("last", _("Bulan terakhir tidak boleh sebelum bulan pertama."))
        elif first and last and len(months_between(first, last)) > MOST_MONTHS:
            self.add_error("last", _("Paling banyak %(count)s bulan sekaligus.") % {"count": MOST_MONTHS})
        return chosen

    @property
    def chosen(self) -> dict:
        """What the page shows: what was asked for, or, where that cannot be, the running month."""
        return self.cleaned_data if self.is_valid() else self.default
