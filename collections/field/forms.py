"""What a cadre fills in at the door: the outcome first, then only what that outcome needs."""

import uuid
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.models import Channel
from kaderjkn.common.errors import Refused
from kaderjkn.common.forms import DayField
from kaderjkn.common.models import Branch

from .enums import Mode, Outcome
from .validators import check_promise, check_time

NEEDS = {
    Outcome.MET: ("channel",),
    Outcome.PROMISED: ("channel", "promised_on", "promised_amount"),
    Outcome.UNABLE_TO_PAY: ("channel",),
    Outcome.DISSATISFIED_WITH_SERVICE: ("complaint",),
}
ASKED_ONLY_SOMETIMES = ("channel", "promised_on", "promised_amount", "complaint")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A time on the clock of the branch, whatever zone the server is in."""

    widget = MomentInput

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def in_zone(self, moment: datetime, branch: Branch) -> datetime:
        return timezone.make_naive(moment).replace(tzinfo=branch.zone)


class OutcomeForm(forms.Form):
    """The first step, by address: `?hasil=promised`."""

    hasil = forms.ChoiceField(choices=Outcome.choices)


class ContactForm(forms.Form):
    """One contact. `key` is made when the page is drawn: pressing twice sends the same contact twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(label=gettext_lazy("Cara"), choices=Mode.choices, widget=forms.RadioSelect)
    promised_on = DayField(label=gettext_lazy("Akan membayar pada"))
    promised_amount = forms.IntegerField(
        label=gettext_lazy("Jumlah yang dijanjikan"),
        required=False,
        min_value=1,
        max_value=999_999_999,
        help_text=gettext_lazy("Rupiah, tanpa titik. Kosongkan bila tidak disebut."),
    )
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Kanal yang disarankan"),
        queryset=Channel.objects.none(),
        required=False,
        empty_label=gettext_lazy("Belum dibicarakan"),
    )
    complaint = forms.CharField(
        label=gettext_lazy("Keluhan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    made_at = MomentField(
        label=gettext_lazy("Waktu kontak"), help_text=gettext_lazy("Ubah bila kontak terjadi lebih awal.")
    )

    def __init__(self, *args, branch: Branch, outcome: Outcome, initial: dict, **kwargs):
        now = timezone.now()
        local_now = now.astimezone(branch.zone).replace(tzinfo=None)
        first = {"key": uuid.uuid4(), "mode": Mode.VISIT, "made_at": local_now}
        super().__init__(*args, initial=first | initial, **kwargs)
        self.branch, self.now = branch, now
        self.fields["channel"].queryset = Channel.objects.filter(is_offered=True)
        for name in set(ASKED_ONLY_SOMETIMES) - set(NEEDS.get(outcome, ())):
            del self.fields[name]
        if "promised_on" in self.fields:
            self.fields["promised_on"].widget.attrs["min"] = branch.today().isoformat()

    def clean_made_at(self):
        made_at = self.fields["made_at"].in_zone(self.cleaned_data["made_at"], self.branch)
        return self._judge("made_at", made_at, check_time, made_at, self.now)

    def clean(self):
        values = super().clean()
        if "promised_on" in values and "made_at" in values:
            made_on = values["made_at"].astimezone(self.branch.zone).date()
            self._judge(
                "promised_on",
                None,
                check_promise,
                made_on,
                values["promised_on"],
                values.get("promised_amount"),
            )
        return values

    def _judge(self, field: str, value, check, *args):
        """Return the value; turn a refusal of the validator into the field's error."""
        try:
            check(*args)
        except Refused as refusal:
            raise ValidationError({field: str(refusal)} if field != "made_at" else str(refusal)) from None
        return value


class WorklistFilter(forms.Form):
    """Kelurahan and search, by address."""

    area = forms.ChoiceField(label=gettext_lazy("Kelurahan"), required=False)
    q = forms.CharField(label=gettext_lazy("Cari"), required=False, max_length=60)

    def __init__(self, *args, areas: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Semua kelurahan")), *areas]
        self.fields["q"].widget.attrs["placeholder"] = _("Nama atau angka terakhir kartu")

    @property
    def chosen(self) -> dict:
        """What to narrow by; what is not understood narrows nothing."""
        values = self.cleaned_data if self.is_valid() else {}
        return {"area": int(values["area"]) if values.get("area") else None, "search": values.get("q", "")}


class IncidentForm(forms.Form):
    """A report about a cadre of the branch."""

    cadre = forms.ModelChoiceField(label=gettext_lazy("Kader"), queryset=None, empty_label=gettext_lazy("Pilih kader"))
    happened_on = DayField(label=gettext_lazy("Tanggal kejadian"))
    report = forms.CharField(label=gettext_lazy("Apa yang dilaporkan"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, cadres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = cadres


class IncidentDecisionForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=gettext_lazy("Keputusan"),
        coerce=lambda value: value == "yes",
        empty_value=None,
        choices=[("yes", gettext_lazy("Terbukti")), ("no", gettext_lazy("Tidak terbukti"))],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label=gettext_lazy("Alasan keputusan"), widget=forms.Textarea(attrs={"rows": 4}))
