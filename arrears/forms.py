"""Forms of staff about cases, households and payments."""

from django import forms
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.formatting import month_name
from kaderjkn.common.forms import DayField
from kaderjkn.common.models import Area, Period
from kaderjkn.common.models.places import PlaceKey
from kaderjkn.common.months import month_text, parse_month

from . import case_list
from .enums import CaseStatus, HoldReason

UNASSIGNED_STATUSES = [choice for choice in CaseStatus.choices if choice[0] not in ("", CaseStatus.ASSIGNED)]


class CaseFilter(forms.Form):
    """What the list of cases shows; empty choices narrow nothing."""

    month = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    cadre = forms.ModelChoiceField(Cadre.objects.none(), label=gettext_lazy("Kader"), required=False)
    district = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Kecamatan"), required=False)
    area = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Kelurahan"), required=False)
    months = forms.ChoiceField(label=gettext_lazy("Bulan menunggak"), required=False)
    q = forms.CharField(
        label=gettext_lazy("Cari nama, KK, atau kartu"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch
        villages = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE)
        self.fields["month"].choices = month_choices(branch)
        self.fields["status"].choices = [
            ("", _("Binaan")),
            (case_list.LEFT_LIST, _("Binaan keluar daftar")),
            (case_list.UNASSIGNED, _("Semua yang belum dibagi")),
            ("waiting", CaseStatus.WAITING.label),
            *UNASSIGNED_STATUSES,
        ]
        self.fields["cadre"].queryset = Cadre.objects.filter(branch=branch)
        self.fields["district"].queryset = Area.objects.filter(pk__in=villages.values("parent")).order_by("name")
        self.fields["area"].queryset = villages.order_by("name")
        self.fields["months"].choices = [
            ("", _("Semua")),
            *((key, key.replace("-", "–").replace("25–", "25+")) for key in case_list.MONTHS),
        ]
        for name in ("cadre", "district", "area"):
            self.fields[name].empty_label = _("Semua")

    def clean_q(self):
        text = " ".join(self.cleaned_data["q"].split())
        if text and len(text) < case_list.SEARCH_LENGTH:
            raise ValidationError(_("Tulis paling sedikit tiga huruf atau angka."))
        return text

    @property
    def chosen_month(self):
        """The month of the filter, else the newest that has begun."""
        text = self.cleaned_data.get("month") if self.is_valid() else ""
        return parse_month(text) if text else case_list.working_month(self.branch)

    def rows(self):
        """The rows that fit; a filter that is not understood shows none."""
        chosen = self.cleaned_data if self.is_valid() else {}
        rows = case_list.rows_of(self.branch, self.chosen_month, chosen.get("status", ""))
        if not self.is_valid():
            return rows.none()
        if chosen["cadre"]:
            rows = rows.filter(last_cadre=chosen["cadre"].pk)
        if chosen["district"]:
            rows = rows.filter(area__parent=chosen["district"])
        if chosen["area"]:
            rows = rows.filter(area=chosen["area"])
        if chosen["months"]:
            rows = rows.filter(months__range=case_list.MONTHS[chosen["months"]])
        if chosen["q"]:
            rows = rows.filter(case_list.matching(self.branch, chosen["q"]))
        return rows.order_by("area__code", "-amount", "pk")

    @property
    def shows_cases(self) -> bool:
        return self.is_valid() and self.cleaned_data["status"] in ("", case_list.LEFT_LIST)


def month_choices(branch) -> list[tuple]:
    months = Period.objects.filter(branch=branch).order_by("-month").values_list("month", flat=True)
    return [("", _("Terbaru")), *((month_text(month), month_name(month)) for month in months)]


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
