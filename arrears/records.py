"""Records from phones about households: that a cadre has looked at masked data, with or without network."""

from django import forms
from django.utils.translation import gettext as _

from kaderjkn.common.access import log_access
from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record

from .models import Household


class ShownRecord(forms.Form):
    """A tap on masked data of a household."""

    household = forms.IntegerField(min_value=1)
    reason = forms.CharField(max_length=200)


def take_shown(record: Record, values: dict) -> Taken:
    """Log the tap with the time at which it was made, also for a household that has moved on meanwhile."""
    household = own_household(record, values["household"])
    log_access(
        by=record.user,
        branch=record.branch,
        act="show",
        subject_kind="household",
        subject_id=household.pk,
        reason=values["reason"],
        at=record.made_at,
    )
    return Taken()


def own_household(record: Record, pk: int) -> Household:
    """The household, which is or was one of the cadre's; the scope is ours, whatever the phone asks for."""
    household = Household.objects.of_branch(record.branch).ever_held_by(record.user).filter(pk=pk).first()
    if household is None:
        raise RecordRefused(_("Keluarga ini bukan binaan Anda."))
    return household


declare_record("shown", form=ShownRecord, take=take_shown)
