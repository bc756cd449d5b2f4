"""Records from phones about the cycle: bundles taken over, what became of envelopes, and being at a meeting."""

import re

from django import forms
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record
from kaderjkn.common.formatting import local_time

from . import actions
from .codes import DIGITS, MAC_LENGTH
from .desk import records as desk_records  # noqa: F401 (declares those of the device at the door)
from .door import check_hours, checked_means
from .enums import BundleState
from .models import Attendance, Envelope, EnvelopeBundle, Meeting


class BundleRecord(forms.Form):
    """`missing` are ids of envelopes that were not in the bundle."""

    bundle = forms.IntegerField(min_value=1)
    missing = forms.JSONField(required=False)

    def clean_missing(self):
        missing = self.cleaned_data["missing"] or []
        if not isinstance(missing, list) or not all(type(one) is int for one in missing):
            raise forms.ValidationError(_("Isi bundel ini tidak terbaca."))
        return set(missing)


class DeliveredRecord(forms.Form):
    envelope = forms.IntegerField(min_value=1)


class ReturnedRecord(DeliveredRecord):
    reason = forms.CharField(max_length=200)


class CheckInRecord(forms.Form):
    """What the QR code at the door holds, or the number that is typed in its place."""

    meeting = forms.IntegerField(min_value=1)
    step = forms.IntegerField(required=False, min_value=0, max_value=2**40)
    mac = forms.CharField(required=False, max_length=MAC_LENGTH)
    number = forms.CharField(required=False, max_length=20)

    def clean(self):
        values = super().clean()
        number = values["number"] = re.sub(r"\D", "", values.get("number") or "")
        has_code = values.get("mac") and values.get("step") is not None
        if not self.errors and not has_code and len(number) != DIGITS:
            self.add_error("number", _("Isi kode hadir: 6 angka yang tampil di pintu."))
        return values


# Envelopes


def take_bundle(record: Record, values: dict) -> Taken:
    """The cadre's side of a hand-over. Where the cadre has signed at the office meanwhile, that stands."""
    bundle = own_bundle(record, values["bundle"])
    missing, ids = values["missing"], set(bundle.items.values_list("envelope", flat=True))
    if missing - ids:
        raise RecordRefused(_("Ada amplop yang bukan isi bundel ini."))
    is_signed = bundle.state == BundleState.WITHDRAWN and not elsewhere(bundle, ids - missing)
    if not is_signed:
        actions.confirm_bundle(bundle=bundle, missing=missing, by=record.user, at=record.made_at)
    return Taken(tuple(notices_of(bundle, ids, missing)))


def own_bundle(record: Record, pk: int) -> EnvelopeBundle:
    bundle = EnvelopeBundle.objects.of_branch(record.branch).filter(pk=pk, cadre__user=record.user).first()
    if bundle is None:
        raise RecordRefused(_("Bundel ini bukan untuk Anda."))
    return bundle


def elsewhere(bundle: EnvelopeBundle, ids: set[int]) -> list[str]:
    """Numbers of those that did not go to the cadre."""
    rows = Envelope.objects.filter(pk__in=ids).exclude(cadre=bundle.cadre_id)
    return list(rows.values_list("number", flat=True))


def notices_of(bundle: EnvelopeBundle, ids: set[int], missing: set[int]) -> list[str]:
    """What the cadre must know of the bundle: letters to bring back, and where the branch's record says otherwise."""
    mine = Envelope.objects.filter(pk__in=ids, cadre=bundle.cadre_id).with_hold(bundle.branch.today())
    held = [row.number for row in mine if row.is_on_hold]
    signed = [row.number for row in mine if row.pk in missing]
    absent = elsewhere(bundle, ids - missing)
    found = [
        (held, _("Keluarga sedang ditahan, jangan diantar dan kembalikan: %(numbers)s.")),
        (signed, _("Sudah tercatat Anda terima: %(numbers)s. Tanyakan di kantor bila keliru.")),
        (absent, _("Tidak tercatat di tangan Anda: %(numbers)s. Tanyakan di kantor.")),
    ]
    return [words % {"numbers": ", ".join(numbers)} for numbers, words in found if numbers]


def take_delivered(record: Record, values: dict) -> Taken:
    actions.mark_delivered(envelope=own_envelope(record, values["envelope"]), by=record.user, at=record.made_at)
    return Taken()


def take_returned(record: Record, values: dict) -> Taken:
    envelope = own_envelope(record, values["envelope"])
    actions.mark_returned(envelope=envelope, reason=values["reason"], by=record.user, at=record.made_at)
    return Taken()


def take_lost(record: Record, values: dict) -> Taken:
    """A report: the office sees the envelope among the lost ones, with the cadre's words."""
    envelope = own_envelope(record, values["envelope"])
    actions.mark_lost(envelope=envelope, reason=values["reason"], by=record.user, at=record.made_at)
    return Taken()


def own_envelope(record: Record, pk: int) -> Envelope:
    """An envelope that was handed over to this cadre; where it is now, the action judges."""
    envelope = Envelope.objects.of_branch(record.branch).filter(pk=pk, cadre__user=record.user).first()
    if envelope is None:
        raise RecordRefused(_("Amplop ini tidak diserahkan kepada Anda."))
    return envelope


# Being there


def take_check_in(record: Record, values: dict) -> Taken:
    """The cadre was at the door with a code of that minute; whatever the office recorded, she came."""
    meeting, cadre = own_meeting(record, values["meeting"]), own_cadre(record)
    check_hours(meeting, record.made_at)
    code = {name: values[name] for name in ("step", "mac", "number")}
    means = checked_means(meeting, cadre, record.made_at, **code)
    row = actions.check_in(meeting=meeting, cadre=cadre, at=record.made_at, means=means, by=record.user)
    return Taken((late_words(row),) if row.is_late else ())


def late_words(row: Attendance) -> str:
    moment = local_time(row.arrived_at, row.meeting.branch.zone)
    return _("Tercatat hadir terlambat: %(moment)s.") % {"moment": moment}


def own_meeting(record: Record, pk: int) -> Meeting:
    meeting = Meeting.objects.of_branch(record.branch).select_related("branch", "group").filter(pk=pk).first()
    if meeting is None:
        raise RecordRefused(_("Pertemuan ini tidak ada di kantor cabang Anda."))
    return meeting


def own_cadre(record: Record) -> Cadre:
    cadre = Cadre.objects.visible_to(record.user).first()
    if cadre is None:
        raise RecordRefused(_("Akun ini tidak terhubung dengan seorang kader. Hubungi kantor cabang."))
    return cadre


declare_record("bundle_confirmed", form=BundleRecord, take=take_bundle)
declare_record("envelope_delivered", form=DeliveredRecord, take=take_delivered)
declare_record("envelope_returned", form=ReturnedRecord, take=take_returned)
declare_record("envelope_lost", form=ReturnedRecord, take=take_lost)
declare_record("check_in", form=CheckInRecord, take=take_check_in)
