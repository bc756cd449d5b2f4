"""Forms of the call list."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.forms import SearchField
from arrears.models import Channel
from arrears.search import searched
from kaderjkn.common.forms import DayField
from kaderjkn.common.models import User

from .enums import CallResult, CallState

NOBODY = "none"


class CallForm(forms.Form):
    """What came of a call."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    result = forms.ChoiceField(label=gettext_lazy("Hasil"), choices=CallResult.choices, widget=forms.RadioSelect)
    promised_on = DayField(label=gettext_lazy("Berjanji membayar pada"), required=False)
    promised_amount = forms.IntegerField(
        label=gettext_lazy("Jumlah janji (Rp)"), required=False, min_value=1, max_value=10**12, localize=False,
        help_text=gettext_lazy("Boleh kosong bila keluarga tidak menyebut jumlah."),
    )  # fmt: skip
    channel = forms.ModelChoiceField(
        Channel.objects.filter(is_offered=True), label=gettext_lazy("Diarahkan ke kanal"), required=False,
        empty_label=gettext_lazy("Tidak diarahkan"),
    )  # fmt: skip
    next_call_on = DayField(
        label=gettext_lazy("Telepon lagi pada"),
        required=False,
        help_text=gettext_lazy("Kosong: besok bila tidak diangkat, sehari sesudah tanggal janji, atau bulan depan."),
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"), required=False, max_length=200,
        help_text=gettext_lazy("Tanpa keterangan kesehatan."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uuid"].initial = uuid4


class CallFilter(forms.Form):
    """What of the call list is shown; empty choices narrow nothing."""

    officer = forms.ChoiceField(label=gettext_lazy("Antrean"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    q = SearchField(label=gettext_lazy("Cari nama, alamat, KK, atau kartu"))

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch
        people = [(str(officer.pk), str(officer)) for officer in branch.officers().filter(is_active=True)]
        self.fields["officer"].choices = [("", _("Semua")), *people, (NOBODY, _("Belum dibagi"))]
        states = [choice for choice in CallState.choices if choice[0] != CallState.LEFT]
        self.fields["state"].choices = [("", _("Semua")), ("due", _("Ditelepon hari ini")), *states]

    def narrow(self, entries):
        """The entries that fit; a filter that is not understood shows none."""
        if not self.is_valid():
            return entries.none()
        chosen = self.cleaned_data
        if officer := chosen["officer"]:
            entries = entries.filter(officer=None if officer == NOBODY else int(officer))
        if chosen["state"] == "due":
            entries = entries.due(self.branch.today())
        elif chosen["state"]:
            entries = entries.filter(state=chosen["state"])
        if chosen["q"]:
            entries = searched(entries, self.branch, chosen["q"], in_order=False)
        return entries


class ShareForm(forms.Form):
    """From whose queue, to whom, how many."""

    source = forms.ChoiceField(label=gettext_lazy("Dari antrean"))
    officers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=gettext_lazy("Kepada"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Dibagi rata. Tanpa pilihan: kembali ke «belum dibagi»."),
    )  # fmt: skip
    count = forms.IntegerField(
        label=gettext_lazy("Paling banyak (keluarga)"), required=False, min_value=1, max_value=10**6, localize=False,
        help_text=gettext_lazy("Kosong: semua yang menunggu."),
    )  # fmt: skip

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officers"].queryset = branch.officers().filter(is_active=True)
        self.people = {str(officer.pk): officer for officer in branch.officers()}
        people = [(pk, str(officer)) for pk, officer in self.people.items()]
        self.fields["source"].choices = [(NOBODY, _("Belum dibagi")), *people]

    def clean_source(self):
        return self.people.get(self.cleaned_data["source"])


class ProgressFilter(forms.Form):
    first = DayField(label=gettext_lazy("Dari"), required=False)
    last = DayField(label=gettext_lazy("Sampai"), required=False)

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            raise ValidationError(_("Hari pertama lebih akhir daripada hari terakhir."))
        return self.cleaned_data
