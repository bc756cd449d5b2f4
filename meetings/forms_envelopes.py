"""Input for envelopes: narrowing their list, printing, handing over, ending."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre
from kaderjkn.common.enums import PeriodState
from kaderjkn.common.formatting import month_name, weekday_date
from kaderjkn.common.models import Period

from .actions.printing import AT_ONCE
from .enums import EnvelopeState, LetterLayout
from .models import Envelope, Meeting

RECENT_DAYS = 30
OFFER, SIGN = "offer", "sign"
"""How a hand-over is confirmed: later on the cadre's phone, or at once by signature."""


class EnvelopeFilter(forms.Form):
    """What the list of envelopes is narrowed to."""

    q = forms.CharField(
        label=_("Nomor amplop"), required=False, max_length=200, help_text=_("Lengkap, atau angka-angka terakhirnya.")
    )
    state = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[("", _("Semua")), *EnvelopeState.choices])
    cadre = forms.ModelChoiceField(
        label=_("Kader"), required=False, queryset=Cadre.objects.none(), empty_label=_("Semua")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = Cadre.objects.visible_to(user)


class LayoutForm(forms.Form):
    """How the addresses come onto the envelopes."""

    layout = forms.ChoiceField(
        label=_("Alamat"), choices=LetterLayout.choices, widget=forms.RadioSelect, initial=LetterLayout.LABELS
    )


class BundleForm(LayoutForm):
    """Whose cases, of which month, get letters."""

    cadre = forms.ModelChoiceField(
        label=_("Kader"), required=False, queryset=Cadre.objects.none(), empty_label=_("Semua kader")
    )
    month = forms.TypedChoiceField(label=_("Periode"), coerce=date.fromisoformat)
    limit = forms.IntegerField(
        label=_("Paling banyak"),
        min_value=1,
        max_value=AT_ONCE,
        initial=100,
        help_text=_("Surat diurutkan per kader menurut kelurahan, tunggakan terlama lebih dahulu."),
    )
    field_order = ("cadre", "month", "limit", "layout")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = Cadre.objects.visible_to(user).with_agreement_on(user.branch.today())
        months = Period.objects.visible_to(user).filter(state=PeriodState.OPEN).order_by("-month")
        self.fields["month"].choices = [
            (f"{month:%Y-%m-%d}", month_name(month)) for month in months.values_list("month", flat=True)
        ]


class EnvelopeChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, envelope):
        return f"{envelope.number} · {envelope.case.area.name}"


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting):
        return weekday_date(meeting.held_on)


class HandOverForm(forms.Form):
    """Which envelopes go to the cadre, and on which occasion."""

    envelopes = EnvelopeChoice(
        label=_("Amplop"),
        queryset=Envelope.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu amplop.")},
    )
    meeting = MeetingChoice(
        label=_("Pertemuan"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Di luar pertemuan"),
    )
    is_make_up = forms.BooleanField(label=_("Diambil saat susulan, bukan pada pertemuannya"), required=False)

    def __init__(self, *args, cadre, **kwargs):
        super().__init__(*args, **kwargs)
        today = cadre.branch.today()
        ready = Envelope.objects.ready_for(cadre, today).select_related("case__area")
        self.fields["envelopes"].queryset = ready
        recent = (today - timedelta(days=RECENT_DAYS), today)
        self.fields["meeting"].queryset = Meeting.objects.concerning(cadre).filter(held_on__range=recent)


class ConfirmedHandOverForm(HandOverForm):
    """The same choice once more, carried by the page that asks how the cadre confirms it."""

    confirmed = forms.BooleanField(initial=True)
    signature = forms.CharField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = field.hidden_widget()


class SignatureForm(forms.Form):
    """The cadre's strokes, drawn on the screen; whether they are a signature the action judges."""

    signature = forms.CharField(required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why an envelope did not reach the family."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Misalnya: rumah kosong, keluarga pindah, alamat tidak ditemukan."),
    )
