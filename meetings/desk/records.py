"""Records from the device at the door: who came, the count of envelopes, new bundles, and what cadres said."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record
from kaderjkn.common.errors import Refused
from kaderjkn.common.forms import DayField

from .. import actions
from ..enums import AttendanceState, CheckInMeans, ExcuseReason, NoteKind
from ..models import Envelope, Meeting

NOTHING = "none"
"""A mark that is taken back."""
ENVELOPE_ACTS = ("delivered", "taken_in", "lost", "held", "not_held", "undo")
LARGEST_BUNDLE = 500


class ListField(forms.JSONField):
    """Ids, each once."""

    def clean(self, value):
        found = super().clean(value) or []
        if not isinstance(found, list) or len(found) > LARGEST_BUNDLE or not all(type(each) is int for each in found):
            raise forms.ValidationError(_("Daftar amplop ini tidak terbaca."))
        return list(dict.fromkeys(found))


class AtMeeting(forms.Form):
    meeting = forms.IntegerField(min_value=1)


class AttendanceRecord(AtMeeting):
    """`made_up` is for the day on which it is recorded."""

    cadre = forms.IntegerField(min_value=1)
    state = forms.ChoiceField(choices=[*AttendanceState.choices, (NOTHING, "")])
    excuse = forms.ChoiceField(choices=[("", ""), *ExcuseReason.choices], required=False)
    means = forms.ChoiceField(choices=CheckInMeans.choices, required=False)


class EnvelopeRecord(AtMeeting):
    envelope = forms.IntegerField(min_value=1)
    act = forms.ChoiceField(choices=[(act, act) for act in ENVELOPE_ACTS])
    reason = forms.CharField(max_length=200, required=False)


class BundleRecord(AtMeeting):
    """Without a signature it is an offer, which the cadre confirms on the own phone."""

    cadre = forms.IntegerField(min_value=1)
    envelopes = ListField()
    signature = forms.CharField(max_length=20_000, required=False)


class NoteRecord(AtMeeting):
    cadre = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=NoteKind.choices)
    text = forms.CharField(max_length=2000)
    answer_due = DayField(required=False)


def take_attendance(record: Record, values: dict) -> Taken:
    meeting, cadre = meeting_of(record, values), cadre_of(record, values)
    state, day = values["state"], local_day(record)
    facts = {"meeting": meeting, "cadre": cadre, "by": record.user}
    if state == NOTHING:
        actions.clear_attendance(**facts)
    elif state == AttendanceState.PRESENT and day == meeting.held_on:
        actions.check_in(**facts, at=record.made_at, means=values["means"] or CheckInMeans.TAP)
    else:
        made_up_on = day if state == AttendanceState.MADE_UP else None
        actions.record_attendance(**facts, state=state, excuse=values["excuse"], made_up_on=made_up_on)
    return Taken()


def take_envelope(record: Record, values: dict) -> Taken:
    meeting = meeting_of(record, values)
    envelope = Envelope.objects.of_branch(record.branch).filter(pk=values["envelope"]).first()
    if envelope is None:
        raise RecordRefused(_("Amplop ini tidak dikenal di kantor cabang ini."))
    act, reason = values["act"], values["reason"]
    facts = {"envelope": envelope, "by": record.user}
    moment = {"at": record.made_at, "meeting": meeting}
    if act == "delivered":
        actions.mark_delivered(**facts, **moment)
    elif act == "taken_in":
        actions.take_in(**facts, **moment, reason=reason)
    elif act == "lost":
        actions.mark_lost(**facts, **moment, reason=reason)
    elif act == "undo":
        actions.undo_end(**facts)
    elif act == "held":
        actions.see_envelopes(meeting=meeting, envelopes=[envelope], by=record.user, at=record.made_at)
    else:
        actions.forget_sighting(meeting=meeting, envelope=envelope, by=record.user)
    return Taken()


def take_bundle(record: Record, values: dict) -> Taken:
    """The bundle was packed at the table: what cannot change hands after all is named, the others go."""
    meeting, cadre = meeting_of(record, values), cadre_of(record, values)
    occasion = {"meeting": meeting, "is_make_up": local_day(record) > meeting.held_on, "by": record.user}
    envelopes, notices = can_go(record, cadre, values["envelopes"])
    if not envelopes:
        raise RecordRefused(" ".join([_("Tidak ada amplop yang berpindah tangan."), *notices]))
    if values["signature"]:
        signed = {"signature": values["signature"], "at": record.made_at}
        actions.hand_over(envelopes=envelopes, cadre=cadre, **signed, **occasion)
    else:
        actions.offer_bundle(envelopes=envelopes, cadre=cadre, **occasion)
    return Taken(tuple(notices))


def can_go(record: Record, cadre: Cadre, ids: list[int]) -> tuple[list[Envelope], list[str]]:
    """The envelopes that can go to the cadre, and a sentence for each that cannot."""
    today = record.branch.today()
    rows = Envelope.objects.of_branch(record.branch).filter(pk__in=ids).with_holder(today).with_hold(today)
    found, notices = [], []
    for row in rows.order_by("number"):
        try:
            actions.check_can_go_to(row, cadre)
        except Refused as refused:
            if (row.state, row.cadre_id) != ("handed_over", cadre.pk):
                notices.append(f"{refused} {_('Minta amplop itu kembali dari kader.')}")
                continue
        found.append(row)
    return found, notices


def take_note(record: Record, values: dict) -> Taken:
    facts = {"kind": values["kind"], "text": values["text"], "answer_due": values["answer_due"]}
    meeting, cadre = meeting_of(record, values), cadre_of(record, values)
    actions.add_note(meeting=meeting, cadre=cadre, made_at=record.made_at, by=record.user, **facts)
    return Taken()


def meeting_of(record: Record, values: dict) -> Meeting:
    meeting = Meeting.objects.of_branch(record.branch).select_related("branch").filter(pk=values["meeting"]).first()
    if meeting is None:
        raise RecordRefused(_("Pertemuan ini tidak ada di kantor cabang ini."))
    return meeting


def cadre_of(record: Record, values: dict) -> Cadre:
    cadre = Cadre.objects.of_branch(record.branch).select_related("branch").filter(pk=values["cadre"]).first()
    if cadre is None:
        raise RecordRefused(_("Kader ini tidak ada di kantor cabang ini."))
    return cadre


def local_day(record: Record) -> date:
    """The day on which the record was made, where the branch is."""
    return record.made_at.astimezone(record.branch.zone).date()


declare_record("desk_attendance", form=AttendanceRecord, take=take_attendance, by_office=True)
declare_record("desk_envelope", form=EnvelopeRecord, take=take_envelope, by_office=True)
declare_record("desk_bundle", form=BundleRecord, take=take_bundle, by_office=True)
declare_record("desk_note", form=NoteRecord, take=take_note, by_office=True)
