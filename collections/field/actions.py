"""What field work writes: contacts and what they bring about. Keyword-only, each one transaction."""

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.actions.cases import touch_cases
from arrears.actions.holds import set_hold
from arrears.enums import TouchKind
from arrears.models import Case, Household
from cadres.models import Agreement, Cadre
from kaderjkn.common.audit import acting
from kaderjkn.common.models import Period
from kaderjkn.common.months import first_day

from ..feedback.opening import open_for_contacts
from .enums import HOLDING_OUTCOMES
from .errors import ContactRefused
from .models import Contact
from .validators import check_confirmation, check_promise, check_time, readable_phone


class Place(NamedTuple):
    """Where a contact was made, with the accuracy in metres."""

    latitude: float
    longitude: float
    accuracy: int | None = None


def record_contact(
    *, cadre: Cadre, household: Household, uuid, mode, made_at: datetime, outcome, by,
    channel=None, promised_on=None, promised_amount=None, note="", complaint="", reason="", complaint_category="",
    new_address="", new_phone="", confirmed_phone="", place: Place | None = None,
    received_at: datetime | None = None, run=None,
) -> tuple[Contact, bool]:  # fmt: skip
    """Store one contact; return it and whether it is new. The same `uuid` again is the same one (RULES 4).

    Contacts of closed months, of cadres without agreement and of held households are kept: see `notices_of`.
    """
    contact = Contact(
        branch=cadre.branch,
        uuid=uuid,
        household=household,
        cadre=cadre,
        mode=mode,
        outcome=outcome,
        made_at=made_at,
        made_on=made_at.astimezone(cadre.branch.zone).date(),
        received_at=received_at or timezone.now(),
        channel=channel,
        promised_on=promised_on,
        promised_amount=promised_amount,
        note=note,
        complaint=complaint,
        reason=reason,
        complaint_category=complaint_category,
        new_address=new_address,
        new_phone=readable_phone(new_phone),
        confirmed_phone=readable_phone(confirmed_phone),
        run=run,
        recorded_by=by,
    )
    if place:
        contact.latitude, contact.longitude, contact.accuracy = place
    if known := known_contact(contact):
        return known, False
    _check(contact)
    return _store(contact, by)


def known_contact(contact: Contact) -> Contact | None:
    """The stored contact with this identifier; refuse when that one is another cadre's or household's."""
    known = Contact.objects.filter(branch=contact.branch, uuid=contact.uuid).first()
    if known and (known.cadre_id, known.household_id) != (contact.cadre_id, contact.household_id):
        raise ContactRefused(
            _("Pengenal kontak ini sudah dipakai untuk kontak lain. Muat ulang halaman, lalu catat lagi.")
        )
    return known


def _check(contact: Contact) -> None:
    if contact.household.branch_id != contact.branch_id:
        raise ContactRefused(_("Keluarga ini bukan milik cabang yang sama."))
    check_time(contact.made_at, contact.received_at)
    check_promise(contact.made_on, contact.promised_on, contact.promised_amount)
    check_confirmation(contact.mode, contact.confirmed_phone)


def _store(contact: Contact, by) -> tuple[Contact, bool]:
    try:
        with transaction.atomic(), acting(by, kind="record contact"):
            contact.save(force_insert=True)
            _hold(contact, by)
            _touch(contact)
            open_for_contacts(contact.branch, Contact.objects.filter(pk=contact.pk))
    except IntegrityError:  # another connection stored the same identifier meanwhile
        known = known_contact(contact)
        if known is None:
            raise
        return known, False
    return contact, True


def _hold(contact: Contact, by) -> None:
    if contact.outcome in HOLDING_OUTCOMES:
        set_hold(household=contact.household, reason=contact.outcome, starts_on=contact.made_on, by=by)


def _touch(contact: Contact) -> None:
    month = first_day(contact.made_on)
    cases = Case.objects.filter(branch=contact.branch, household=contact.household, month=month)
    touch_cases(list(cases.values_list("pk", flat=True)), TouchKind.CONTACT)


def notices_of(contact: Contact) -> list[str]:
    """Sentences about a contact that was kept although something about it is unusual (RULES 4 and 9)."""
    month = first_day(contact.made_on)
    notices = []
    if Period.objects.closed().filter(branch=contact.branch, month=month).exists():
        notices.append(_("Bulan ini sudah tutup buku: kontak disimpan, angka bulan itu tidak berubah."))
    if not Agreement.objects.in_force(contact.made_on).filter(cadre=contact.cadre_id).exists():
        notices.append(_("Pada hari itu tidak ada perjanjian yang berlaku: kontak disimpan."))
    if Household.objects.on_hold(contact.made_on).filter(pk=contact.household_id).exists():
        notices.append(_("Keluarga ini sedang ditahan: kontak disimpan. Mohon tidak menghubungi lagi sampai dicabut."))
    return notices
