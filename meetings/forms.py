"""Input for meetings and envelopes. What is acceptable is asked of validators.py."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre
from kaderjkn.common.enums import PeriodState
from kaderjkn.common.formatting import month_name, weekday_date
from kaderjkn.common.models import Period

from .enums import EnvelopeState
from .models import Envelope, Meeting

RECENT_DAYS = 30
LETTERS_AT_ONCE = 500


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class MeetingForm(forms.ModelForm):
    """Day, hour and place of one meeting."""

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "place", "agenda"]
        widgets = {"held_on": DateInput(), "starts_at": TimeInput(), "agenda": forms.Textarea({"rows": 4})}


class MoveForm(forms.ModelForm):
    """Another day, hour or place. The agenda stays."""

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "place"]
        widgets = {"held_on": DateInput(), "starts_at": TimeInput()}


class EnvelopeFilter(forms.Form):
    """What the list of envelopes is narrowed to."""

    q = forms.CharField(label=_("Nomor amplop"), required=False, max_length=20)
    state = forms.ChoiceField(label=_("Keadaan"), required=False, choices=[("", _("Semua")), *EnvelopeState.choices])
    cadre = forms.ModelChoiceField(
        label=_("Kader"), required=False, queryset=Cadre.objects.none(), empty_label=_("Semua")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = Cadre.objects.visible_to(user)


class BundleForm(forms.Form):
    """Whose cases, of which month, get letters."""

    cadre = forms.ModelChoiceField(label=_("Kader"), queryset=Cadre.objects.none(), empty_label=_("Pilih kader"))
    month = forms.TypedChoiceField(label=_("Periode"), coerce=date.fromisoformat)
    limit = forms.IntegerField(
        label=_("Paling banyak"),
        min_value=1,
        max_value=LETTERS_AT_ONCE,
        initial=100,
        help_text=_("Surat diurutkan menurut kelurahan, tunggakan terlama lebih dahulu."),
    )

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
        self.fields["meeting"].queryset = Meeting.objects.held().filter(
            branch=cadre.branch, held_on__range=(today - timedelta(days=RECENT_DAYS), today)
        )


class ConfirmedHandOverForm(HandOverForm):
    """The same choice once more, carried by the page that asks whether it is right."""

    confirmed = forms.BooleanField(initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = field.hidden_widget()


class ReasonForm(forms.Form):
    """Why an envelope did not reach the family."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Misalnya: rumah kosong, keluarga pindah, alamat tidak ditemukan."),
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page only asks whether it is meant."""
