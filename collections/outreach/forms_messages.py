"""Forms of messages in bulk, and of numbers that want none."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.models import Area

from .enums import MESSAGE_MODES
from .models_messages import OFFICE_CHOICES


class BlastForm(forms.Form):
    """Which message goes to whom of the call list."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Pesan"), choices=OFFICE_CHOICES, widget=forms.RadioSelect,
        help_text=gettext_lazy("Pengingat iuran menyebut tunggakan: hanya ke nomor yang dikonfirmasi keluarga."),
    )  # fmt: skip
    mode = forms.ChoiceField(label=gettext_lazy("Lewat"), choices=MESSAGE_MODES, widget=forms.RadioSelect)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Wilayah"), required=False, empty_label=gettext_lazy("Semua")
    )
    least_months = forms.IntegerField(
        label=gettext_lazy("Bulan menunggak paling sedikit"), required=False, min_value=1, max_value=999
    )
    most_months = forms.IntegerField(
        label=gettext_lazy("Bulan menunggak paling banyak"), required=False, min_value=1, max_value=999
    )

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        villages = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE)
        places = Area.objects.filter(Q(pk__in=villages) | Q(pk__in=villages.values("parent")))
        self.fields["area"].queryset = places.order_by("code")
        self.fields["area"].label_from_instance = place_label


def place_label(area: Area) -> str:
    """Kecamatan, and below each its kelurahan set in."""
    return area.name if area.level == AreaLevel.DISTRICT else f"– {area.name}"


class ConfirmBlastForm(forms.Form):
    """How many households the page had said."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page says what happens."""


class DecideForm(forms.Form):
    """What a person found in the gateway."""

    was_sent = forms.TypedChoiceField(
        label=gettext_lazy("Menurut gerbang pesan"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", gettext_lazy("Pesan ini terkirim")),
            ("no", gettext_lazy("Pesan ini tidak terkirim: kirim lagi")),
        ],
        widget=forms.RadioSelect,
    )


class OptOutForm(forms.Form):
    phone = forms.CharField(
        label=gettext_lazy("Nomor HP yang meminta berhenti"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class LiftOptOutForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Mengapa boleh dikirimi lagi"), max_length=200,
        help_text=gettext_lazy("Misalnya: pemilik nomor meminta sendiri, atau salah catat."),
    )  # fmt: skip
