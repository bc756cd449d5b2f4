"""Forms of staff about cases, households and payments."""

from django import forms
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.formatting import month_name
from kaderjkn.common.forms import DayField
from kaderjkn.common.lists.choosing import ManyOptions
from kaderjkn.common.models import Area, Period
from kaderjkn.common.models.places import PlaceKey
from kaderjkn.common.months import month_text, next_month, parse_month
from kaderjkn.common.searching.words import clean_search
from kaderjkn.common.sql_jobs import fetch_all

from . import case_list
from .bands import BANDS, Band, range_of
from .enums import CaseStatus, HoldReason, MatchedBy
from .models import Case, ListedHousehold, Payment
from .search import found_payments, searched


class SearchField(forms.CharField):
    """What somebody looks for; refused where it is too short for an index."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        hint = gettext_lazy("Tiga huruf atau lebih. Nomor: angka terakhir, atau 8 angka pertama.")
        super().__init__(required=False, max_length=60, widget=widget, help_text=hint, **kwargs)

    def clean(self, value):
        return clean_search(super().clean(value))


def cadre_label():
    """Code and name, as a cadre is called in lists of options."""
    return Concat("code", Value(" "), "name")


class MonthListFilter(forms.Form):
    """What lists of a month's households show; empty choices narrow nothing."""

    month = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    district = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Kecamatan"), required=False, widget=ManyOptions
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Kelurahan"), required=False, widget=ManyOptions
    )
    months = forms.ChoiceField(label=gettext_lazy("Bulan menunggak"), required=False)
    q = SearchField(label=gettext_lazy("Cari nama, alamat, KK, atau kartu"))

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch
        villages = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE)
        self.fields["month"].choices = month_choices(branch)
        self.fields["status"].choices = self.status_choices()
        self.fields["district"].queryset = Area.objects.filter(pk__in=villages.values("parent")).order_by("name")
        self.fields["area"].queryset = villages.order_by("name")
        self.fields["months"].choices = [
            ("", _("Semua")),
            *((key, band_words(key)) for key in BANDS),
        ]
        for name in ("cadre", "district", "area"):
            if name in self.fields:
                self.fields[name].empty_label = _("Semua")

    @cached_property
    def chosen_month(self):
        """The month of the filter, else the newest that has begun."""
        text = self.cleaned_data.get("month") if self.is_valid() else ""
        return parse_month(text) if text else case_list.working_month(self.branch)

    def rows(self, *, in_order=False):
        """The rows that fit; a filter that is not understood shows none."""
        if not self.is_valid() or self.chosen_month is None:
            return self.no_rows()
        rows, text = self.narrow(self.cleaned_data), self.cleaned_data["q"]
        return searched(rows, self.branch, text, in_order=in_order) if text else rows

    def narrow_place(self, rows, chosen):
        if chosen["district"]:
            villages = Area.objects.filter(branch=self.branch, parent=chosen["district"])
            rows = rows.filter(area__in=list(villages.values_list("pk", flat=True)))
        if chosen["area"]:
            rows = rows.filter(area=chosen["area"])
        if chosen["months"]:
            band = BANDS[chosen["months"]]  # said twice: for the index on bands, and for the one on months
            rows = rows.alias(band=Band("months")).filter(band=band, months__range=range_of(band))
        return rows


class CaseFilter(MonthListFilter):
    cadre = forms.ModelChoiceField(
        Cadre.objects.none(), label=gettext_lazy("Kader"), required=False, widget=ManyOptions(cadre_label())
    )

    field_order = ["month", "status", "cadre"]

    def __init__(self, data, *, branch):
        super().__init__(data, branch=branch)
        self.fields["cadre"].queryset = Cadre.objects.filter(branch=branch)

    def status_choices(self):
        return [("", _("Binaan")), (case_list.LEFT_LIST, _("Binaan keluar daftar"))]

    def no_rows(self):
        return Case.objects.none()

    def narrow(self, chosen):
        left = chosen["status"] == case_list.LEFT_LIST
        rows = case_list.cases(self.branch, self.chosen_month, has_left_list=left)
        if chosen["cadre"]:
            rows = case_list.held_by(rows, self.branch, self.chosen_month, chosen["cadre"])
        return self.narrow_place(rows, chosen)


class HouseholdFilter(MonthListFilter):
    """All households of the newest list, cases or not."""

    def status_choices(self):
        return [
            ("", _("Semua keluarga")),
            (case_list.UNASSIGNED, _("Semua yang belum dibagi")),
            (case_list.WAITING, CaseStatus.WAITING.label),
            *((value, label) for value, label in CaseStatus.choices if value),
        ]

    def no_rows(self):
        return ListedHousehold.objects.none()

    def narrow(self, chosen):
        return self.narrow_place(case_list.listed(self.branch, self.chosen_month, chosen["status"]), chosen)


def band_words(key: str) -> str:
    return _("lebih dari 24") if key.endswith("-") else key.replace("-", "–")


def month_choices(branch) -> list[tuple]:
    months = Period.objects.filter(branch=branch).order_by("-month").values_list("month", flat=True)
    return [("", _("Terbaru")), *((month_text(month), month_name(month)) for month in months)]


class PaymentFilter(forms.Form):
    """Payments by the month in which they were paid, their source, and whether a household was found."""

    month = forms.ChoiceField(label=gettext_lazy("Bulan bayar"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Sumber"), required=False)
    matched = forms.ChoiceField(label=gettext_lazy("Kecocokan"), required=False)
    q = SearchField(label=gettext_lazy("Cari nama, referensi, KK, atau kartu"))

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch
        self.fields["month"].choices = [("", _("Semua bulan")), *month_choices(branch)[1:]]
        self.fields["source"].choices = [("", _("Semua sumber")), *((name, name) for name in sources_of(branch))]
        self.fields["matched"].choices = [("", _("Semua")), ("no", MatchedBy.NOBODY.label), *MatchedBy.choices[1:]]

    def rows(self, *, in_order=False):
        """The payments that fit; a filter that is not understood shows none."""
        if not self.is_valid():
            return Payment.objects.none()
        rows, chosen = Payment.objects.filter(branch=self.branch), self.cleaned_data
        if chosen["month"]:
            month = parse_month(chosen["month"])
            rows = rows.filter(paid_on__gte=month, paid_on__lt=next_month(month))
        if chosen["source"]:
            rows = rows.filter(source=chosen["source"])
        if chosen["matched"]:
            rows = rows.filter(matched_by="" if chosen["matched"] == "no" else chosen["matched"])
        return found_payments(rows, self.branch, chosen["q"], in_order=in_order) if chosen["q"] else rows


SOURCES = """
WITH RECURSIVE known AS (
    (SELECT source FROM arrears_payment WHERE branch_id = %(branch)s ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT next.source FROM arrears_payment AS next
            WHERE next.branch_id = %(branch)s AND next.source > known.source ORDER BY next.source LIMIT 1)
    FROM known WHERE known.source IS NOT NULL
)
SELECT source FROM known WHERE source IS NOT NULL
"""


def sources_of(branch) -> list[str]:
    """The names of sources, read from index entry to index entry: there are few among very many payments."""
    return [row["source"] for row in fetch_all(SOURCES, {"branch": branch.pk})]


class MoveForm(forms.Form):
    """To whom, and from which day on."""

    cadre = forms.ModelChoiceField(
        Cadre.objects.none(), label=gettext_lazy("Kader penerima"), empty_label=gettext_lazy("Pilih kader")
    )
    day = DayField(
        label=gettext_lazy("Mulai tanggal"),
        help_text=gettext_lazy("Hari ini termasuk; harus di dalam periode."),
    )

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = Cadre.objects.filter(branch=branch).with_agreement_on(branch.today())


class ConfirmMoveForm(MoveForm):
    """The answers of `MoveForm`, hidden beside the question whether to do it."""

    confirmed = forms.BooleanField()

    def __init__(self, answers, *, branch):
        super().__init__({"cadre": answers["cadre"].pk, "day": answers["day"], "confirmed": "1"}, branch=branch)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class HoldForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Alasan"), choices=HoldReason)
    starts_on = DayField(label=gettext_lazy("Mulai tanggal"))
    note = forms.CharField(label=gettext_lazy("Catatan"), required=False, max_length=200)


class ConfirmHoldForm(HoldForm):
    """The answers of `HoldForm`, hidden beside the question whether to do it."""

    confirmed = forms.BooleanField()

    def __init__(self, answers):
        super().__init__({**answers, "confirmed": "1"})
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class LiftForm(forms.Form):
    on = DayField(label=gettext_lazy("Dicabut mulai tanggal"))


class PlaceForm(forms.Form):
    """The kelurahan of a household whose place could not be read."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Kelurahan"), empty_label=gettext_lazy("Pilih kelurahan")
    )

    def __init__(self, *args, branch, written="", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        villages = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE).select_related("parent")
        field.queryset = villages.order_by("name")
        field.label_from_instance = place_name
        nearest = [(area.pk, place_name(area)) for area in most_like(villages, written)]
        if nearest:
            every = [(area.pk, place_name(area)) for area in field.queryset]
            groups = [(_("Paling mirip"), nearest), (_("Semua kelurahan"), every)]
            field.choices = [("", field.empty_label), *groups]


def most_like(villages, written: str, count: int = 3):
    """The kelurahan whose names are most like the one that a list has written, by trigrams."""
    village = written.partition(",")[0]
    likeness = TrigramSimilarity("name_key", PlaceKey(Value(village)))
    return villages.annotate(likeness=likeness).filter(likeness__gte=0.3).order_by("-likeness", "name")[:count]


def place_name(area: Area) -> str:
    return f"{area.name} ({area.parent.name})" if area.parent else area.name


class FindHouseholdForm(forms.Form):
    """A household by its KK number or a member's card number, whole."""

    number = forms.CharField(
        label=gettext_lazy("Nomor KK atau nomor kartu"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_number(self):
        digits = "".join(self.cleaned_data["number"].split())
        if not (digits.isdigit() and len(digits) in (13, 16)):
            raise ValidationError(_("Nomor KK terdiri atas 16 angka, nomor kartu 13 angka."))
        return digits


class UnmatchedFilter(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Cari referensi"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
