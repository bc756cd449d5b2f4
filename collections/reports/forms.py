"""Which month and branch a report is about, and why a file with people in it is wanted."""

from django import forms
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import month_name
from kaderjkn.common.months import month_text


class ReportFilter(forms.Form):
    """By address: `?periode=2026-11&cabang=0905`; what is not offered is not found."""

    cabang = forms.ChoiceField(label=gettext_lazy("Kantor cabang"), required=False)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)

    def __init__(self, *args, branches, branch, months, month, **kwargs):
        super().__init__(*args, initial={"cabang": branch.code, "periode": month_text(month)}, **kwargs)
        self.fields["periode"].choices = [(month_text(each), month_name(each)) for each in months]
        self.fields["cabang"].choices = [(each.code, str(each)) for each in branches]
        if len(branches) == 1:
            del self.fields["cabang"]


class ExportForm(forms.Form):
    """A file that names people asks for a reason, which is logged."""

    format = forms.ChoiceField(
        label=gettext_lazy("Bentuk"),
        choices=[("xlsx", "XLSX (Excel)"), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        min_length=3,
        max_length=120,
        help_text=gettext_lazy("Berkas memuat nomor kartu lengkap. Siapa, kapan, dan alasannya dicatat."),
    )
