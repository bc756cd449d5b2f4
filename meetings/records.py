"""Records from phones about envelopes: brought to the family, or on the way back to the branch."""

from django import forms
from django.utils.translation import gettext as _

from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record

from . import actions
from .models import Envelope


class DeliveredRecord(forms.Form):
    envelope = forms.IntegerField(min_value=1)


class ReturnedRecord(DeliveredRecord):
    reason = forms.CharField(max_length=200)


def take_delivered(record: Record, values: dict) -> Taken:
    actions.mark_delivered(envelope=own_envelope(record, values["envelope"]), by=record.user)
    return Taken()


def take_returned(record: Record, values: dict) -> Taken:
    envelope = own_envelope(record, values["envelope"])
    actions.mark_returned(envelope=envelope, reason=values["reason"], by=record.user)
    return Taken()


def own_envelope(record: Record, pk: int) -> Envelope:
    """An envelope that was handed over to this cadre; where it is now, the action judges."""
    envelope = Envelope.objects.of_branch(record.branch).filter(pk=pk, cadre__user=record.user).first()
    if envelope is None:
        raise RecordRefused(_("Amplop ini tidak diserahkan kepada Anda."))
    return envelope


declare_record("envelope_delivered", form=DeliveredRecord, take=take_delivered)
declare_record("envelope_returned", form=ReturnedRecord, take=take_returned)
