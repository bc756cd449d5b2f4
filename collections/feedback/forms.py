"""What the office fills in about the queue, and the filter of its list."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.forms import SearchField, cadre_label
from arrears.search import searched
from cadres.models import Cadre
from kaderjkn.common.forms import DayField
from kaderjkn.common.lists.choosing import ManyOptions
from kaderjkn.common.models import User

from .enums import FeedbackKind, FeedbackResult, FeedbackState
from .models import FeedbackItem

NOBODY, DUE, ALL = "none", "due", "all"


class FeedbackFilter(forms.Form):
    """What of the queue is shown: what is not answered, unless something else is chosen."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), required=False, choices=[("", gettext_lazy("Semua")), *FeedbackKind.choices]
    )
    owner = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    cadre = forms.ModelChoiceField(
        Cadre.objects.none(),
        label=gettext_lazy("Kader"),
        required=False,
        empty_label=gettext_lazy("Semua"),
        widget=ManyOptions(cadre_label()),
    )
    q = SearchField(label=gettext_lazy("Cari nama, alamat, KK, atau kartu"))

    def __init__(self, data, *, branch):
        super().__init__(data)
        self.branch = branch
        people = [(str(officer.pk), str(officer)) for officer in branch.officers().filter(is_active=True)]
        self.fields["owner"].choices = [("", _("Semua")), *people, (NOBODY, _("Belum diambil"))]
        ends = [("", _("Belum dijawab")), (DUE, _("Perlu ditindak sekarang"))]
        self.fields["state"].choices = [*ends, *FeedbackState.choices, (ALL, _("Semua"))]
        self.fields["cadre"].queryset = Cadre.objects.filter(branch=branch)

    def rows(self, *, in_order=False):
        """The items that fit; a filter that is not understood shows none."""
        if not self.is_valid():
            return FeedbackItem.objects.none()
        chosen = self.cleaned_data
        rows = self.of_state(FeedbackItem.objects.filter(branch=self.branch), chosen["state"])
        if chosen["kind"]:
            rows = rows.filter(kind=chosen["kind"])
        if owner := chosen["owner"]:
            rows = rows.filter(owner=None if owner == NOBODY else int(owner))
        if chosen["cadre"]:
            rows = rows.filter(pk__in=chosen["cadre"].feedback.values("item"))
        return searched(rows, self.branch, chosen["q"], in_order=in_order) if chosen["q"] else rows

    def of_state(self, rows, state: str):
        if state == DUE:
            return rows.needing_somebody(self.branch.today())
        if state in FeedbackState.values:
            return rows.filter(state=state)
        return rows if state == ALL else rows.unanswered()


class GiveForm(forms.Form):
    """To whom; used for one item and for many."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Beri kepada"), empty_label=gettext_lazy("Pilih petugas")
    )

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = branch.officers().filter(is_active=True)


class WaitForm(forms.Form):
    waiting_for = forms.CharField(
        label=gettext_lazy("Menunggu siapa atau apa"), max_length=200,
        help_text=gettext_lazy("Misalnya dinas sosial, kelurahan, atau faskes."),
    )  # fmt: skip
    resume_on = DayField(label=gettext_lazy("Tanyakan lagi pada"))


class AnswerForm(forms.Form):
    result = forms.ChoiceField(label=gettext_lazy("Hasil"), choices=FeedbackResult.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("Jawaban"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca oleh kader, yang menyampaikannya kepada warga. Tanpa keterangan kesehatan."),
    )  # fmt: skip


class NoteForm(forms.Form):
    """Something that was told to the office: by a cadre at a meeting, by the family at the counter."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=FeedbackKind.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Apa yang disampaikan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tanpa keterangan kesehatan."),
    )  # fmt: skip
    cadre = forms.ModelChoiceField(
        Cadre.objects.none(), label=gettext_lazy("Disampaikan kader"), required=False,
        empty_label=gettext_lazy("Bukan oleh kader"),
        help_text=gettext_lazy("Kader ini membaca jawabannya di ponselnya."),
    )  # fmt: skip

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = Cadre.objects.filter(branch=branch).order_by("code")
