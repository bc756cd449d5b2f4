"""Forms of the ground floor, and the fields that forms of all apps share."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .devices.brought import LARGEST
from .enums import ImportState
from .errors import Refused
from .formatting import number
from .imports.kinds import ImportKind, page_kinds
from .months import month_text, parse_month

MEGABYTE = 1024 * 1024
SUFFIXES = (".csv", ".txt", ".xlsx")


class DayInput(forms.DateInput):
    """The browser's own calendar; it speaks ISO."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayInput

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)


class MonthInput(forms.DateInput):
    input_type = "month"

    def format_value(self, value):
        return month_text(value) if hasattr(value, "strftime") else value


class MonthField(forms.Field):
    """A period as `YYYY-MM`; the first day of the month."""

    widget = MonthInput

    def to_python(self, value):
        if not value:
            return None
        try:
            return parse_month(value)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None


class FileForm(forms.Form):
    """A CSV or XLSX file that is not too large."""

    file = forms.FileField(label=gettext_lazy("Berkas"), widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("CSV atau XLSX, paling besar %(size)s MB.") % {
            "size": number(settings.UPLOAD_MAX_BYTES // MEGABYTE)
        }

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(SUFFIXES):
            raise ValidationError(_("Berkas ini bukan CSV atau XLSX. Simpan ulang sebagai XLSX atau CSV."))
        if file.size > settings.UPLOAD_MAX_BYTES:
            limit = number(settings.UPLOAD_MAX_BYTES // MEGABYTE)
            raise ValidationError(
                _("Berkas ini lebih besar dari %(size)s MB; bagi menjadi beberapa berkas.") % {"size": limit}
            )
        return file


class MendForm(FileForm):
    """The mended rows of an import; period and data date are those of the import."""


class UploadForm(FileForm):
    """A file of one kind, with the period and the data date that the kind asks for."""

    month = MonthField(label=gettext_lazy("Periode"), help_text=gettext_lazy("Bulan dan tahun, seperti 2026-11"))
    data_date = DayField(required=False)

    field_order = ["month", "data_date", "file"]

    def __init__(self, *args, kind: ImportKind, **kwargs):
        super().__init__(*args, **kwargs)
        if not kind.needs_month:
            del self.fields["month"]
        if not kind.date_label:
            del self.fields["data_date"]
        else:
            self.fields["data_date"].label = kind.date_label
            self.fields["data_date"].help_text = (
                _("Boleh kosong: hari ini.")
                if kind.needs_month
                else _("Boleh kosong: tanggal bayar terakhir di dalam berkas.")
            )


class BroughtFileForm(forms.Form):
    """Unsent records as a phone has exported them."""

    file = forms.FileField(
        label=gettext_lazy("Berkas dari ponsel"),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text=gettext_lazy("Berkas .json yang diekspor kader dari halaman Kiriman."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("Berkas ini terlalu besar untuk ekspor dari ponsel."))
        return file


class ImportFilter(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        required=False,
        choices=[("", gettext_lazy("Semua keadaan")), *ImportState.choices],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            ("", _("Semua jenis")),
            *((kind.name, kind.label) for kind in page_kinds()),
        ]

    def narrow(self, runs):
        """The runs that fit what was chosen; what is not understood narrows nothing."""
        if not self.is_valid():
            return runs
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return runs.filter(**chosen)
