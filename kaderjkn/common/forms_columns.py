"""The forms of the mapping page: where the headings stand, and which column of the file is which of ours."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .imports.columns_page import FileColumn, SheetPage
from .imports.kinds import ImportKind
from .imports.mapping import are_headings, columns_lacking, rivals
from .reading.cells import excel_column
from .reading.columns import Column


class PlaceForm(forms.Form):
    """Sheet and heading row; sent by GET, so that the choice stands in the address."""

    lembar = forms.ChoiceField(label=gettext_lazy("Lembar"), required=True)
    baris = forms.ChoiceField(label=gettext_lazy("Baris judul"), required=True)

    def __init__(self, *args, page: SheetPage, **kwargs):
        super().__init__(*args, initial={"lembar": page.head.sheet, "baris": page.line}, **kwargs)
        self.fields["baris"].choices = page.row_choices()
        self.fields["lembar"].choices = page.sheet_choices()
        if len(page.head.sheets) < 2:
            del self.fields["lembar"]


class ColumnsForm(forms.Form):
    """One choice for each column of the file."""

    keep = forms.BooleanField(
        label=gettext_lazy("Simpan untuk berkas berikutnya"),
        help_text=gettext_lazy(
            "Berkas berikutnya dari cabang ini, dengan judul yang sama, lalu dibaca tanpa bertanya."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args, page: SheetPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.places = {f"kolom_{column.place}": column for column in page.columns}
        choices = column_choices(page.kind)
        self.fields = {name: self._field(column, choices) for name, column in self.places.items()} | self.fields

    def _field(self, column: FileColumn, choices: list) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=column.label,
            choices=choices if column.has_heading else choices[:1],
            required=False,
            initial=column.meaning,
        )

    @property
    def chosen(self) -> dict[int, str]:
        """Place in the file → our column, as it stands in the form; what is no choice is left out."""
        names = {column.name for column in self.page.kind.columns}
        values = {column.place: self[name].value() for name, column in self.places.items()}
        return {place: name for place, name in values.items() if name in names}

    def clean(self):
        super().clean()
        self._refuse_data_as_headings()
        self._refuse_same_column_twice()
        self._refuse_same_heading_twice()
        self._refuse_lacking()

    def _refuse_data_as_headings(self) -> None:
        if not are_headings(self.page.cells, self.page.kind):
            text = _("Baris %(line)s berisi data, bukan judul kolom; pilih baris lain.") % {"line": self.page.line}
            self.add_error(None, linked("id_baris", text))

    def _refuse_same_column_twice(self) -> None:
        first: dict[str, FileColumn] = {}
        for field, column in self.places.items():
            name = self.cleaned_data.get(field)
            if name and name in first:
                text = _("%(name)s sudah dipilih untuk kolom %(letter)s; pilih satu saja.")
                self.add_error(field, text % {"name": name, "letter": first[name].letter})
            elif name:
                first[name] = column

    def _refuse_same_heading_twice(self) -> None:
        for field, column in self.places.items():
            if self.cleaned_data.get(field) and (same := rivals(self.page.cells, column.place, self.page.head.hidden)):
                text = _("Judul ini ada juga di kolom %(places)s. Beri judul yang berbeda di berkas, lalu unggah lagi.")
                self.add_error(field, text % {"places": ", ".join(map(excel_column, same))})

    def _refuse_lacking(self) -> None:
        chosen = {*self.cleaned_data.values()} if not self.errors else {*self.chosen.values()}
        free = next((field for field, column in self.places.items() if self._is_free(field, column)), "keep")
        for names in columns_lacking(self.page.kind, chosen):
            text = _("Kolom wajib belum dipilih: %(names)s. Pilih di kolom berkas yang memuatnya.")
            self.add_error(None, linked(self[free].id_for_label, text % {"names": names}))

    def _is_free(self, field: str, column: FileColumn) -> bool:
        return column.has_heading and not self[field].value()


def linked(target: str, text: str) -> ValidationError:
    """Make an error of the whole form that still leads to where it can be mended."""
    return ValidationError(format_html('<a href="#{}">{}</a>', target, text))


def column_choices(kind: ImportKind) -> list:
    """Nothing, then the columns of the kind: needed ones first."""
    groups = [
        (_("Wajib"), [column for column in kind.columns if column.required]),
        (_("Salah satu wajib"), [column for column in kind.columns if column.one_of and not column.required]),
        (_("Boleh ada"), [column for column in kind.columns if not column.one_of and not column.required]),
    ]
    named = [
        (label, [(column.name, option_text(column)) for column in columns]) for label, columns in groups if columns
    ]
    return [("", _("– tidak dipakai –")), *named]


def option_text(column: Column) -> str:
    if column.required:
        return _("%(name)s (wajib)") % {"name": column.name}
    return column.name
