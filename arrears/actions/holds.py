"""Holds: a household that is not assigned and not contacted until staff lift it (RULES 3.8)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import User

from ..enums import HoldReason
from ..models import Hold, Household


def set_hold(*, household: Household, reason: HoldReason, starts_on: date, by: User | None, note: str = "") -> Hold:
    """Put a household on hold from a day on; an open hold for the same reason
    stays, and begins on the earlier of the two days.
    """
    with transaction.atomic(), acting(by, kind="set hold"):
        hold, _created = Hold.objects.get_or_create(
            branch_id=household.branch_id,
            household=household,
            reason=reason,
            lifted_on=None,
            defaults={"starts_on": starts_on, "set_by": by, "note": note[:200]},
        )
        if starts_on < hold.starts_on:
            hold.starts_on = starts_on
            hold.save(update_fields=["starts_on"])
    return hold


def lift_hold(*, hold: Hold, on: date, by: User) -> Hold:
    """End a hold; `on` is the first day without it."""
    with transaction.atomic(), acting(by, kind="lift hold"):
        hold = Hold.objects.select_for_update().get(pk=hold.pk)
        if hold.lifted_on:
            raise Refused(_("Penahanan ini sudah dicabut."))
        if on < hold.starts_on:
            raise Refused(_("Hari pencabutan lebih awal daripada hari penahanan."))
        hold.lifted_on, hold.lifted_by = on, by
        hold.save(update_fields=["lifted_on", "lifted_by"])
    return hold
