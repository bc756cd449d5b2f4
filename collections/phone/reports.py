"""What else a cadre brings back: interest in registering, an event, a complaint, danger at a house."""

import base64

from django import forms
from django.utils.translation import gettext as _

from arrears.records import own_household
from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record
from kaderjkn.common.forms import DayField
from kaderjkn.common.models import Area

from ..field.enums import ComplaintCategory, DangerKind
from ..field.records import cadre_of
from ..field.reports import note_complaint, note_event, note_interest, report_danger

PHOTO_MAX_CHARACTERS = 700_000
"""Base64; the phone makes photos smaller before it queues them."""


class InterestRecord(forms.Form):
    name = forms.CharField(max_length=150)
    phone = forms.CharField(max_length=30)
    area = forms.IntegerField(required=False)
    note = forms.CharField(max_length=500, required=False)
    agreed_to_call = forms.BooleanField(required=False)


class EventRecord(forms.Form):
    held_on = DayField()
    place = forms.CharField(max_length=150)
    topic = forms.CharField(max_length=150)
    people_reached = forms.IntegerField(min_value=0, max_value=100_000)
    note = forms.CharField(max_length=500, required=False)
    photo = forms.CharField(max_length=PHOTO_MAX_CHARACTERS, required=False)

    def clean_photo(self):
        try:
            return base64.b64decode(self.cleaned_data["photo"], validate=True) or None
        except ValueError:  # also binascii.Error
            raise forms.ValidationError(_("Foto ini rusak. Hapus fotonya, lalu kirim lagi.")) from None


class ComplaintRecord(forms.Form):
    category = forms.ChoiceField(choices=ComplaintCategory.choices)
    text = forms.CharField(max_length=2000)
    household = forms.IntegerField(required=False, min_value=1)


class DangerRecord(forms.Form):
    household = forms.IntegerField(min_value=1)
    happened_on = DayField()
    kind = forms.ChoiceField(choices=DangerKind.choices)
    text = forms.CharField(max_length=2000)


def take_interest(record: Record, values: dict) -> Taken:
    area = values.pop("area")
    found = Area.objects.filter(pk=area, branch=record.branch).first() if area else None
    if area and found is None:
        raise RecordRefused(_("Kelurahan ini bukan wilayah kantor cabang."))
    note_interest(area=found, **values, **facts_of(record))
    return Taken()


def take_event(record: Record, values: dict) -> Taken:
    note_event(**values, **facts_of(record))
    return Taken()


def take_complaint(record: Record, values: dict) -> Taken:
    household = values.pop("household")
    found = own_household(record, household) if household else None
    note_complaint(household=found, **values, **facts_of(record))
    return Taken()


def take_danger(record: Record, values: dict) -> Taken:
    household = own_household(record, values.pop("household"))
    report_danger(household=household, **values, **facts_of(record))
    return Taken()


def facts_of(record: Record) -> dict:
    """What every report takes from its record."""
    return {
        "cadre": cadre_of(record),
        "made_at": record.made_at,
        "received_at": record.received_at,
        "by": record.user,
    }


declare_record("interest", form=InterestRecord, take=take_interest)
declare_record("event", form=EventRecord, take=take_event)
declare_record("complaint", form=ComplaintRecord, take=take_complaint)
declare_record("danger", form=DangerRecord, take=take_danger)
