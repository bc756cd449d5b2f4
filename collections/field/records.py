"""Contacts as phones send them: checked by a form, taken by the same action as everything else."""

from django import forms
from django.utils.translation import gettext as _

from arrears.models import Case, Channel
from arrears.records import own_household
from cadres.models import Cadre
from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record
from kaderjkn.common.errors import Refused
from kaderjkn.common.forms import DayField
from meetings.actions import mark_delivered
from meetings.records import own_envelope

from .actions import Place, notices_of, record_contact
from .enums import ComplaintCategory, Mode, NonPaymentReason, Outcome


class ContactRecord(forms.Form):
    """What the phone asks at the door; `envelope` is the one that was handed over with this contact."""

    household = forms.IntegerField(min_value=1)
    mode = forms.ChoiceField(choices=Mode.choices)
    outcome = forms.ChoiceField(choices=Outcome.choices)
    channel = forms.SlugField(max_length=20, required=False)
    promised_on = DayField(required=False)
    promised_amount = forms.IntegerField(required=False, min_value=1, max_value=999_999_999)
    reason = forms.ChoiceField(choices=[("", ""), *NonPaymentReason.choices], required=False)
    complaint_category = forms.ChoiceField(choices=[("", ""), *ComplaintCategory.choices], required=False)
    complaint = forms.CharField(max_length=500, required=False)
    note = forms.CharField(max_length=500, required=False)
    new_address = forms.CharField(max_length=300, required=False)
    new_phone = forms.CharField(max_length=30, required=False)
    confirmed_phone = forms.CharField(max_length=30, required=False)
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180)
    accuracy = forms.FloatField(required=False, min_value=0, max_value=100_000)
    envelope = forms.IntegerField(required=False, min_value=1)

    def clean_channel(self):
        code = self.cleaned_data["channel"]
        if not code:
            return None
        channel = Channel.objects.filter(code=code).first()
        if channel is None:
            raise forms.ValidationError(_("Kanal ini tidak dikenal. Pilih kanal lain."))
        return channel

    def clean(self):
        values = super().clean()
        if values.get("outcome") == Outcome.PROMISED and not values.get("promised_on"):
            self.add_error("promised_on", _("Isi tanggal janji."))
        if values.get("outcome") == Outcome.DISSATISFIED_WITH_SERVICE and not values.get("complaint"):
            self.add_error("complaint", _("Tulis keluhannya."))
        return values


def take_contact(record: Record, values: dict) -> Taken:
    """Store the contact for who made it, also where the case has moved on; deliver the envelope that went with it."""
    cadre = cadre_of(record)
    household = own_household(record, values.pop("household"))
    envelope, place = values.pop("envelope"), place_of(values)
    contact, is_new = record_contact(
        cadre=cadre,
        household=household,
        uuid=record.uuid,
        made_at=record.made_at,
        received_at=record.received_at,
        by=record.user,
        place=place,
        **values,
    )
    notices = notices_of(contact)
    if not is_in_hand(cadre, household):
        notices.append(_("Keluarga ini kini dipegang kader lain: kontak disimpan atas nama Anda, dan ia melihatnya."))
    if envelope and is_new:
        notices += deliver(record, envelope)
    return Taken(tuple(notices), is_known=not is_new)


def cadre_of(record: Record) -> Cadre:
    cadre = Cadre.objects.visible_to(record.user).select_related("branch").first()
    if cadre is None:
        raise RecordRefused(_("Akun ini tidak terhubung dengan seorang kader. Hubungi kantor cabang."))
    return cadre


def place_of(values: dict) -> Place | None:
    latitude, longitude, accuracy = (values.pop(name) for name in ("latitude", "longitude", "accuracy"))
    if latitude is None or longitude is None:
        return None
    return Place(round(latitude, 6), round(longitude, 6), None if accuracy is None else round(accuracy))


def is_in_hand(cadre: Cadre, household) -> bool:
    newest = Case.objects.of_branch(cadre.branch_id).filter(household=household).order_by("-month")[:1]
    return (
        Case.objects.filter(pk__in=list(newest.values_list("pk", flat=True)))
        .in_hand_of(cadre.branch.today(), cadre=cadre)
        .exists()
    )


def deliver(record: Record, envelope: int) -> list[str]:
    """The contact stands whatever became of the envelope: what the branch knows of it is said."""
    try:
        mark_delivered(envelope=own_envelope(record, envelope), by=record.user, at=record.made_at)
    except Refused as refusal:
        return [str(refusal)]
    return []


declare_record("contact", form=ContactRecord, take=take_contact)
