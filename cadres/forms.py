"""Filters and forms of the pages about cadres and their agreements."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.documents import kind_of
from kaderjkn.common.forms import DayField

from .documents import ASSIGNMENT_LETTER, LETTERS
from .enums import LARGEST_PHOTO, LARGEST_SCAN
from .models import Agreement, Cadre, Renewal
from .renewal_plan import Terms
from .validators import check_number_pattern, check_photo, check_scan

DEFAULT_PATTERN = "PKS/{kode}/{tahun}"


class CadreFilter(forms.Form):
    agreement = forms.ChoiceField(
        label=_("Perjanjian"),
        required=False,
        choices=[
            ("", _("Semua")),
            ("current", _("Berlaku hari ini")),
            ("ending", _("Akan atau sudah berakhir")),
            ("none", _("Tanpa perjanjian")),
        ],
    )
    q = forms.CharField(
        label=_("Cari nama atau kode"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch

    def rows(self, *, in_order=False):
        """The cadres that fit; a filter that is not understood shows none."""
        if not self.is_valid():
            return Cadre.objects.none()
        cadres, today, chosen = Cadre.objects.filter(branch=self.branch), self.branch.today(), self.cleaned_data
        if chosen["q"]:
            cadres = cadres.named_like(chosen["q"].strip())
        if chosen["agreement"] == "current":
            return cadres.with_agreement_on(today)
        if chosen["agreement"] == "ending":
            return cadres.with_agreement_ending(today)
        return cadres.without_agreement_on(today) if chosen["agreement"] == "none" else cadres


class RenewalFilter(forms.Form):
    """Which of the agreements that end the renewal list shows."""

    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), ("ending", _("Akan berakhir")), ("lapsed", _("Sudah berakhir"))],
    )
    q = forms.CharField(
        label=_("Cari nama atau kode"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def narrow(self, agreements, today):
        """The agreements to renew that fit, the first to end first."""
        agreements = agreements.ending_soon(today).order_by("valid__endswith", "cadre__code")
        if not self.is_valid():
            return agreements.none()
        chosen = self.cleaned_data
        if chosen["q"]:
            agreements = agreements.of_cadres_named_like(chosen["q"].strip())
        if chosen["state"] == "ending":
            return agreements.not_over_on(today)
        return agreements.over_on(today) if chosen["state"] == "lapsed" else agreements


class RenewalForm(forms.Form):
    """How the chosen agreements go on. `chosen` holds their ids, `form_key` makes a second press harmless."""

    first = DayField(
        label=_("Hari pertama"),
        required=False,
        help_text=_("Kosong: sehari sesudah perjanjian lama berakhir."),
    )
    last = DayField(label=_("Hari terakhir"), required=False, help_text=_("Kosong: satu tahun sejak hari pertama."))
    pattern = forms.CharField(
        label=_("Pola nomor perjanjian"),
        max_length=80,
        validators=[check_number_pattern],
        help_text=_("{kode} kode kader, {tahun} dan {bulan} hari pertama, {cabang} kode kantor cabang."),
    )
    prolongs = forms.BooleanField(
        label=_("Perpanjang juga wilayah binaan yang berakhir bersama perjanjian lama"), required=False
    )
    chosen = forms.CharField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_chosen(self):
        ids = self.cleaned_data["chosen"].split(",")
        if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in ids):
            raise ValidationError(_("Pilihan kader tidak dikenal. Ulangi dari daftar perpanjangan."))
        return [int(one) for one in ids]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return cleaned

    @property
    def terms(self) -> Terms:
        return Terms(**{name: self.cleaned_data[name] for name in ("first", "last", "pattern", "prolongs")})


class ConfirmRenewalForm(RenewalForm):
    """The same answers, hidden beside the question whether to do it, for those of the agreements that can."""

    confirmed = forms.BooleanField(required=False)

    def __init__(self, answers, *, chosen, confirmed=True):
        values = answers | {"chosen": ",".join(map(str, chosen)), "confirmed": "1" if confirmed else ""}
        super().__init__(values, auto_id="confirm_%s")
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class UploadedContent:
    """Reads the uploaded file once, into `content`; a file that is too large is not read at all."""

    content: bytes | None = None

    def read(self, name: str, check, limit: int):
        upload = self.cleaned_data[name]
        if upload:
            content = upload.read(limit + 1)
            check(content)
            self.content = content
        return upload


class ScanForm(UploadedContent, forms.Form):
    """The signed agreement as one file."""

    scan = forms.FileField(
        label=_("Pindaian perjanjian yang ditandatangani"),
        help_text=_("PDF, JPG, atau PNG, paling besar 10 MB. Pindaian yang lama tetap disimpan sebagai riwayat."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def clean_scan(self):
        return self.read("scan", check_scan, LARGEST_SCAN)


class PhotoForm(UploadedContent, forms.Form):
    """A photo, and the cadre's consent to show it."""

    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        help_text=_("Wajah jelas dari depan, JPG atau PNG. Foto dikecilkan; data kamera dan lokasi dibuang."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
    )
    is_public = forms.BooleanField(
        label=_("Kader mengizinkan fotonya ditampilkan pada surat tugas dan kepada warga yang memeriksa surat itu"),
        required=False,
    )
    remove = forms.BooleanField(label=_("Hapus foto"), required=False)

    def __init__(self, *args, has_photo, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_photo = has_photo
        if not has_photo:
            del self.fields["remove"]

    def clean_photo(self):
        return self.read("photo", check_photo, LARGEST_PHOTO)

    def clean(self):
        cleaned = super().clean()
        if not self.has_photo and not cleaned.get("photo") and "photo" not in self.errors:
            self.add_error("photo", _("Pilih foto dulu."))
        return cleaned


class LetterFilter(forms.Form):
    """Which agreements the page of letters shows: those in force or still to come."""

    letter = forms.ChoiceField(
        label=_("Surat tugas"),
        required=False,
        choices=[("", _("Semua")), ("missing", _("Belum terbit")), ("issued", _("Sudah terbit"))],
    )
    q = forms.CharField(
        label=_("Cari nama atau kode"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    renewal = forms.ModelChoiceField(Renewal.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, renewals):
        super().__init__(data)
        self.fields["renewal"].queryset = renewals

    def narrow(self, agreements, today):
        agreements = agreements.not_over_on(today).order_by("cadre__code", "valid")
        if not self.is_valid():
            return agreements.none()
        chosen = self.cleaned_data
        if chosen["q"]:
            agreements = agreements.of_cadres_named_like(chosen["q"].strip())
        if chosen["renewal"]:
            agreements = agreements.filter(renewed__renewal=chosen["renewal"])
        if chosen["letter"]:
            return agreements.with_letter(ASSIGNMENT_LETTER, is_issued=chosen["letter"] == "issued")
        return agreements


class LettersForm(forms.Form):
    """Which letter, for which agreements."""

    kind = forms.ChoiceField(label=_("Surat"), choices=[], widget=forms.RadioSelect)
    agreement = forms.ModelMultipleChoiceField(
        Agreement.objects.none(), error_messages={"required": _("Centang paling sedikit satu kader.")}
    )

    def __init__(self, *args, agreements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements
        self.fields["kind"].choices = [(kind, kind_of(kind).label) for kind in reversed(LETTERS)]
        self.fields["kind"].initial = ASSIGNMENT_LETTER


class ReissueForm(forms.Form):
    is_lost = forms.BooleanField(
        label=_("Surat lama hilang: cabut, agar pemeriksaan warga menjawab tidak berlaku"), required=False
    )


class TerritoryFilter(forms.Form):
    """Which kelurahan the page of territories shows."""

    district = forms.ChoiceField(label=_("Kecamatan"), required=False)
    state = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[("", _("Semua kelurahan")), ("trouble", _("Yang kosong atau akan kosong"))],
    )

    def __init__(self, data, *, districts):
        super().__init__(data)
        self.fields["district"].choices = [("", _("Semua kecamatan")), *((name, name) for name, _rows in districts)]
        self.chosen = self.cleaned_data if self.is_valid() else None

    def shows(self, one, *, has_trouble) -> bool:
        """Whether the kelurahan fits; a choice that there is not shows none."""
        if self.chosen is None:
            return False
        district = self.chosen["district"]
        is_there = not district or (one.area.parent is not None and one.area.parent.name == district)
        return is_there and (not self.chosen["state"] or has_trouble(one))
