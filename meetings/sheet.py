"""The attendance sheet of one meeting: a small form for each cadre, saved by one button."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date

from .actions import Mark
from .actions.attendance import concerned_cadres
from .enums import AttendanceState, ExcuseReason
from .outstanding import Outstanding, outstanding_by_cadre
from .presenters import arrival_words, outstanding_words
from .validators import check_attendance, make_up_days


class MarkForm(forms.Form):
    """How one cadre stands to the meeting. Nothing chosen: not yet recorded."""

    state = forms.ChoiceField(
        label=_("Kehadiran"), required=False, choices=AttendanceState.choices, widget=forms.RadioSelect
    )
    excuse = forms.ChoiceField(
        label=_("Alasan izin"), required=False, choices=[("", _("Pilih alasan")), *ExcuseReason.choices]
    )
    made_up_on = forms.TypedChoiceField(
        label=_("Tanggal susulan"), required=False, empty_value=None, coerce=forms.DateField().to_python
    )

    def __init__(self, *args, cadre, attendance, days, outstanding, zone, **kwargs):
        self.cadre, self.outstanding = cadre, outstanding
        self.recorded = attendance.state if attendance else None
        self.arrival = arrival_words(attendance, zone) if attendance else ""
        known = {name: getattr(attendance, name, None) for name in ("state", "excuse", "made_up_on")}
        super().__init__(*args, prefix=f"cadre-{cadre.pk}", initial=known, **kwargs)
        self.offer_days(days, known["made_up_on"])

    def offer_days(self, days, recorded):
        """Offer the days on which the meeting could be made up so far; without any, no «susulan»."""
        days = sorted({*days, *filter(None, [recorded])})
        self.fields["made_up_on"].choices = [(f"{day:%Y-%m-%d}", long_date(day)) for day in days]
        if not days:
            others = [choice for choice in AttendanceState.choices if choice[0] != AttendanceState.MADE_UP]
            self.fields["state"].choices = others

    def clean(self):
        """Keep what belongs to the state: the other field may still hold an earlier choice."""
        values = super().clean()
        state = values.get("state")
        if not state or self.errors:
            return values
        values["excuse"] = values["excuse"] if state == AttendanceState.EXCUSED else ""
        values["made_up_on"] = values["made_up_on"] if state == AttendanceState.MADE_UP else None
        try:
            check_attendance(state, values["excuse"], values["made_up_on"])
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        return values

    @property
    def words(self) -> str:
        return outstanding_words(self.outstanding)

    @property
    def mark(self) -> Mark | None:
        values = self.cleaned_data
        return Mark(self.cadre, **values) if values["state"] else None


class Sheet:
    """The forms of all cadres whom the meeting concerns, in the order of their codes."""

    def __init__(self, meeting, data=None):
        today = meeting.branch.today()
        days = [day for day in make_up_days(meeting) if day <= today]
        known = {row.cadre_id: row for row in meeting.attendances.all()}
        in_hand = outstanding_by_cadre(meeting.branch)
        self.forms = [
            MarkForm(
                data,
                cadre=cadre,
                attendance=known.get(cadre.pk),
                days=days,
                outstanding=in_hand.get(cadre.pk, Outstanding()),
                zone=meeting.branch.zone,
            )
            for cadre in concerned_cadres(meeting).order_by("code")
        ]

    def is_valid(self) -> bool:
        """Check every form, not only up to the first that is wrong."""
        return not [form for form in self.forms if not form.is_valid()]

    @property
    def is_wrong(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms)

    def marks(self) -> list[Mark]:
        return [form.mark for form in self.forms if form.mark]

    @property
    def missing(self) -> int:
        """How many cadres are not yet recorded."""
        return sum(form.recorded is None for form in self.forms)
