"""Input for the schedule: meetings, groups of cadres, holidays. What is acceptable is asked of validators.py."""

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cadres.models import Cadre
from kaderjkn.common.errors import Refused

from .enums import HolidayKind
from .forms import DateInput, TimeInput
from .models import CadreGroup, GroupMembership, Holiday, Meeting
from .validators import OF_BRANCH, checked_hours

MINUTES = 240


class HoursForm(forms.ModelForm):
    """Asks for the hours; an end that is left out is three hours later."""

    ends_at = forms.TimeField(
        label=pgettext_lazy("time", "Selesai"),
        required=False,
        widget=TimeInput(),
        help_text=gettext_lazy("Kosong: tiga jam setelah mulai."),
    )

    def clean(self):
        values = super().clean()
        if values.get("starts_at") and "ends_at" in values:
            try:
                _start, values["ends_at"] = checked_hours(values["starts_at"], values["ends_at"])
            except Refused as refused:
                self.add_error("ends_at", str(refused))
        return values


class MoveForm(HoursForm):
    """Another day, hour or place. The agenda stays."""

    late_after = forms.IntegerField(
        label=gettext_lazy("Terlambat setelah (menit)"), required=False, min_value=0, max_value=MINUTES, initial=15
    )

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "ends_at", "late_after", "place"]
        widgets = {"held_on": DateInput(), "starts_at": TimeInput()}


class MeetingForm(MoveForm):
    """Day, hours, place and agenda of one meeting; whom it concerns where the branch has groups."""

    class Meta(MoveForm.Meta):
        fields = ["group", *MoveForm.Meta.fields, "agenda"]
        widgets = MoveForm.Meta.widgets | {"agenda": forms.Textarea({"rows": 4})}

    def __init__(self, *args, branch, **kwargs):
        super().__init__(*args, **kwargs)
        groups = CadreGroup.objects.of_branch(branch).in_use()
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = _("Semua kader cabang")
        if not groups.exists():
            del self.fields["group"]


class GroupForm(HoursForm):
    """Name, first day, hours and place of a group."""

    class Meta:
        model = CadreGroup
        fields = ["name", "first_on", "starts_at", "ends_at", "place"]
        widgets = {"first_on": DateInput(), "starts_at": TimeInput()}
        help_texts = {"first_on": gettext_lazy("Irama pertemuan kelompok dihitung dari hari ini.")}


class CadreChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, cadre):
        return f"{cadre} · {cadre.in_group}" if cadre.in_group else str(cadre)


class JoinForm(forms.Form):
    """Which cadres belong to the group, and from which day on."""

    day = forms.DateField(
        label=gettext_lazy("Mulai hari"),
        widget=DateInput(),
        help_text=gettext_lazy("Kader dari kelompok lain keluar dari sana sehari sebelumnya."),
    )
    cadres = CadreChoice(
        label=gettext_lazy("Kader"),
        queryset=Cadre.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu kader.")},
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cadres"].queryset = cadres_for(group)


def cadres_for(group):
    """Cadres who can still come into the group, with the name of the group in which they are today, as `in_group`."""
    today = group.branch.today()
    inside = GroupMembership.objects.filter(group=group).not_over_on(today)
    current = GroupMembership.objects.filter(cadre=OuterRef("pk")).in_force(today)
    cadres = Cadre.objects.of_branch(group.branch).with_agreement_on(today).exclude(pk__in=inside.values("cadre"))
    return cadres.annotate(in_group=Subquery(current.values("group__name")[:1])).order_by("code")


class LeaveForm(forms.Form):
    """From which day on the cadre no longer belongs to the group."""

    day = forms.DateField(label=gettext_lazy("Tidak lagi di kelompok ini mulai"), widget=DateInput())


class HolidayForm(forms.ModelForm):
    """A day of the branch: closed, or open in spite of a national one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Pada hari itu"),
        choices=[(kind, HolidayKind(kind).label) for kind in OF_BRANCH],
        widget=forms.RadioSelect,
        initial=HolidayKind.LOCAL,
    )

    class Meta:
        model = Holiday
        fields = ["day", "kind", "name"]
        widgets = {"day": DateInput()}
