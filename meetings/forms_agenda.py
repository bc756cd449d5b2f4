"""Input for what a meeting is about: agenda, materials, notes. Actions and validators say what is acceptable."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadres.forms import UploadedContent
from cadres.models import Cadre
from kaderjkn.common.errors import Refused
from kaderjkn.common.forms import DayField

from .actions.attendance import concerned_cadres
from .agenda_presenters import meeting_words
from .enums import NoteKind, Topic
from .materials import LARGEST, check_upload
from .models import Material, Meeting
from .validators import LONGEST_NOTE

BEFORE, AFTER = timedelta(days=60), timedelta(days=60)
AGENDAS_BEFORE = timedelta(days=180)
LONGEST_AGENDA = 4000


class OneMeeting(forms.ModelChoiceField):
    def label_from_instance(self, meeting):
        return meeting_words(meeting)


class SomeMeetings(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, meeting):
        return meeting_words(meeting)


class SomeMaterials(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, material):
        return f"{material.title} · {material.get_topic_display()}"


def meetings_about(branch):
    """Meetings for which a material is likely meant: of the last and the next two months, the newest first."""
    today = branch.today()
    near = Meeting.objects.held().filter(branch=branch, held_on__range=(today - BEFORE, today + AFTER))
    return near.select_related("group").order_by("-held_on", "group__name")


class AgendaForm(forms.Form):
    """The agenda, and a meeting whose agenda is put below it. `known`: the agenda when the page was opened."""

    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=LONGEST_AGENDA,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Satu pokok per baris."),
    )
    source = OneMeeting(
        label=_("Ambil dari pertemuan lain"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Pilih pertemuan"),
        help_text=_("Pertemuan sebelumnya, atau kelompok lain. Ditambahkan di bawah yang sudah tertulis."),
    )
    known = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        others = Meeting.objects.filter(branch=meeting.branch, held_on__gte=meeting.branch.today() - AGENDAS_BEFORE)
        written = others.exclude(pk=meeting.pk).exclude(agenda="").select_related("group")
        self.fields["source"].queryset = written.order_by("-held_on", "group__name")


class MaterialForm(UploadedContent, forms.Form):
    """A new material, and the meetings at which it is shown."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    topic = forms.ChoiceField(label=_("Tentang"), choices=Topic.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("PDF, JPG, atau PNG, paling besar 5 MB. Kader membukanya di ponsel, juga tanpa jaringan."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    meetings = SomeMeetings(
        label=_("Pada pertemuan"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=_("Bahan tampil di ponsel kader yang diundang ke pertemuan itu. Boleh dipilih kemudian."),
    )

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meetings"].queryset = meetings_about(branch)

    def clean_file(self):
        return self.read("file", valid_upload, LARGEST)


def valid_upload(content: bytes) -> None:
    try:
        check_upload(content)
    except Refused as refused:
        raise ValidationError(str(refused)) from None


class MaterialFilter(forms.Form):
    q = forms.CharField(label=_("Judul"), required=False, max_length=60)
    topic = forms.ChoiceField(label=_("Tentang"), required=False, choices=[("", _("Semua")), *Topic.choices])

    def narrow(self, materials):
        if not self.is_valid():
            return materials
        words, topic = self.cleaned_data["q"], self.cleaned_data["topic"]
        materials = materials.filter(title__icontains=words) if words else materials
        return materials.filter(topic=topic) if topic else materials


class AttachForm(forms.Form):
    """At which other meetings a material is shown."""

    meetings = SomeMeetings(
        label=_("Pertemuan"),
        queryset=Meeting.objects.none(),
        error_messages={"required": _("Pilih paling sedikit satu pertemuan.")},
    )

    def __init__(self, *args, material, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meetings"].queryset = meetings_about(material.branch).exclude(materials=material)


class MeetingMaterialsForm(forms.Form):
    """Which materials that are there already are shown at a meeting, too."""

    materials = SomeMaterials(
        label=_("Bahan"),
        queryset=Material.objects.none(),
        error_messages={"required": _("Pilih paling sedikit satu bahan.")},
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        kept = Material.objects.of_branch(meeting.branch_id).kept()
        self.fields["materials"].queryset = kept.exclude(meetings=meeting)


class NoteForm(forms.Form):
    """What a cadre has said."""

    cadre = forms.ModelChoiceField(label=_("Kader"), queryset=Cadre.objects.none(), empty_label=_("Pilih kader"))
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=NoteKind.choices, initial=NoteKind.QUESTION, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Isi"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 4}))
    answer_due = DayField(
        label=_("Dijawab paling lambat"),
        required=False,
        help_text=_("Untuk pertanyaan. Kosong: menurut kebijakan kantor cabang."),
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = concerned_cadres(meeting).order_by("code")


class NoteAnswerForm(forms.Form):
    """An answer, or its correction. `known`: the answer that stood when the page was opened."""

    answer = forms.CharField(
        label=_("Jawaban"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Dibaca oleh kader, dan dimuat dalam notula."),
    )
    known = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class NoteFilter(forms.Form):
    """Which notes the branch's list shows; without a choice the questions that wait."""

    show = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[
            ("", _("Menunggu jawaban")),
            ("answered", _("Sudah dijawab")),
            ("feedback", _("Masukan")),
        ],
    )
    q = forms.CharField(label=_("Kata atau kader"), required=False, max_length=60)

    def narrow(self, notes):
        chosen = self.cleaned_data if self.is_valid() else {}
        notes = notes.matching(chosen["q"]) if chosen.get("q") else notes
        shown = {"answered": notes.answered, "feedback": notes.feedback}
        return shown.get(chosen.get("show"), notes.unanswered)()
