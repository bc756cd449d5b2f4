"""What the admin pages of all apps share: rows and choices of the own branch, days as people say them, files.

Permissions come from `common/rules.py`; the classes here only narrow them to rows.
"""

from datetime import timedelta

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ImportForm
from import_export.tmp_storages import CacheStorage

LARGEST_FILE = 5 * 1024 * 1024


class ScopedAdmin(ModelAdmin):
    """Lists, forms and choices start from `visible_to(user)` wherever a model has it."""

    list_per_page = 50

    def get_queryset(self, request):
        return seen_by(request.user, super().get_queryset(request))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("empty_label", "–")
        kwargs.setdefault("queryset", seen_by(request.user, db_field.remote_field.model.objects.all()))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def seen_by(user, rows):
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


class OwnBranchForm(forms.ModelForm):
    """Sets the branch of a new row to the user's, before the model's own constraints are checked."""

    branch = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.branch = self.branch

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"branch"}


class OwnBranchAdmin(ScopedAdmin):
    """Rows that belong to a branch: new ones to the user's own; those for all branches can be read only."""

    form = OwnBranchForm
    exclude = ["branch"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"branch": request.user.branch})

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_own(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_own(request.user, obj)


def is_own(user, thing) -> bool:
    return thing is None or thing.branch_id == user.branch_id


class DatedForm(forms.ModelForm):
    """Asks for the first and the last day, both included, where the model keeps a half-open range."""

    starts_on = forms.DateField(label=_("mulai"), widget=AdminDateWidget)
    ends_on = forms.DateField(
        label=_("sampai"),
        widget=AdminDateWidget,
        required=False,
        help_text=_("hari terakhir; kosong: tanpa batas"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.valid:
            self.initial |= {"starts_on": self.instance.starts_on, "ends_on": self.instance.ends_on}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("starts_on"):
            self.instance.valid = days(cleaned["starts_on"], cleaned.get("ends_on"))
        return cleaned

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        return excluded if self.errors else excluded - {"valid"}


def days(first, last) -> DateRange:
    """Return the range from the first to the last day, both included; without a last day it is open."""
    if last and last < first:
        raise ValidationError(_("Hari terakhir tidak boleh sebelum hari mulai."))
    return DateRange(first, last + timedelta(days=1) if last else None)


class AnyCSV(CSV):
    """A CSV with commas or, as Excel writes it in Indonesian, with semicolons."""

    def create_dataset(self, in_stream, **kwargs):
        text = in_stream.decode(self.encoding or "utf-8-sig") if isinstance(in_stream, bytes) else in_stream
        heading = text.split("\n", 1)[0]
        delimiter = ";" if heading.count(";") > heading.count(",") else ","
        return super().create_dataset(text, delimiter=delimiter, **kwargs)


class HourStorage(CacheStorage):
    """Keeps an uploaded file between preview and confirmation, for an hour, and on no disk."""

    CACHE_LIFETIME = 3600

    def read(self):
        return super().read() or ""


class SmallFileForm(ImportForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = _("Berkas CSV")

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("Berkas ini lebih besar dari 5 MB. Daftar besar diambil lewat menu Impor."))
        return file


class FilesAdmin(ImportExportMixin):
    """Import from CSV with a preview, export as CSV and XLSX. Workbooks are not read here (LIBRARIES 4)."""

    import_form_class = SmallFileForm
    tmp_storage_class = HourStorage

    def get_import_formats(self):
        return [AnyCSV]

    def get_export_formats(self):
        return [CSV, XLSX]
