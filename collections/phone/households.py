"""The households of the slice, with what happened to them: one query for each kind of fact, however many there are."""

from collections import defaultdict
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from arrears.models import Payment
from arrears.periods import paid_through
from cadres.models import Cadre
from kaderjkn.common.identity import virtual_account
from kaderjkn.common.sql_jobs import fetch_all, sql_beside
from meetings.models import Envelope

from ..field.models import Contact
from ..field.phones import confirmed_phones
from ..field.promises import with_promise_state
from ..field.reports import open_dangers

HOUSEHOLDS = sql_beside(__file__, "slice_households.sql")
CONTACTS_SHOWN, PROMISES_SHOWN = 5, 3


def households_of(cadre: Cadre, month: date, today: date) -> list[dict]:
    """Each household in hand with contacts, promises, payments of the month, envelope, warnings, confirmed number."""
    params = {"branch": cadre.branch_id, "cadre": cadre.pk, "month": month, "today": today}
    rows = fetch_all(HOUSEHOLDS, params)
    ids = [row["id"] for row in rows]
    contacts, promises = contacts_by_household(cadre, ids), promises_by_household(cadre, ids)
    payments, envelopes = payments_by_household(cadre, ids, month), envelopes_by_household(cadre, ids)
    dangers, confirmed = open_dangers(cadre.branch_id, ids), confirmed_phones(cadre.branch_id, ids)
    for row in rows:
        pk = row["id"]
        row |= {
            "va": virtual_account(row["card"]),
            "va_mandiri": virtual_account(row["card"], mandiri=True),
            "confirmed": confirmed.get(pk, ""),
            "contacts": contacts.get(pk, []),
            "promises": promises.get(pk, []),
            "payments": payments.get(pk, []),
            "envelope": envelopes.get(pk),
            "dangers": [danger_of(report) for report in dangers.get(pk, [])],
        }
    return rows


def contacts_by_household(cadre: Cadre, ids: list[int]) -> dict[int, list[dict]]:
    """The newest contacts, by whichever cadre: of a case that has moved, both see them."""
    place = Window(RowNumber(), partition_by=F("household"), order_by=[F("made_at").desc(), F("pk").desc()])
    rows = Contact.objects.filter(branch=cadre.branch_id, household__in=ids).annotate(place=place)
    newest = rows.filter(place__lte=CONTACTS_SHOWN).select_related("channel", "cadre").order_by("household", "place")
    found = defaultdict(list)
    for contact in newest:
        found[contact.household_id].append(contact_of(contact, cadre))
    return found


def contact_of(contact: Contact, cadre: Cadre) -> dict:
    return {
        "id": str(contact.uuid),
        "at": contact.made_at.isoformat(timespec="minutes"),
        "mode": contact.mode,
        "outcome": contact.outcome,
        "channel": contact.channel.name if contact.channel else "",
        "note": contact.note,
        "by": "" if contact.cadre_id == cadre.pk else contact.cadre.name,
    }


def promises_by_household(cadre: Cadre, ids: list[int]) -> dict[int, list[dict]]:
    contacts = Contact.objects.filter(branch=cadre.branch_id, household__in=ids)
    promises = with_promise_state(contacts, paid_through(cadre.branch)).order_by("household", "-made_at", "-pk")
    found = defaultdict(list)
    for one in promises:
        if len(found[one.household_id]) < PROMISES_SHOWN:
            found[one.household_id].append(
                {
                    "id": str(one.uuid),
                    "made_on": one.made_on,
                    "on": one.promised_on,
                    "amount": one.promised_amount,
                    "paid": one.promise_paid,
                    "state": one.promise_state,
                }
            )
    return found


def payments_by_household(cadre: Cadre, ids: list[int], month: date) -> dict[int, list[dict]]:
    rows = Payment.objects.counting().filter(branch=cadre.branch_id, household__in=ids, paid_on__gte=month)
    found = defaultdict(list)
    for payment in rows.order_by("-paid_on", "-pk"):
        found[payment.household_id].append({"id": payment.pk, "on": payment.paid_on, "amount": payment.amount})
    return found


def envelopes_by_household(cadre: Cadre, ids: list[int]) -> dict[int, dict]:
    rows = Envelope.objects.of_branch(cadre.branch_id).outstanding().filter(cadre=cadre, case__household__in=ids)
    return {row.case.household_id: {"id": row.pk, "number": row.number} for row in rows.select_related("case")}


def danger_of(report) -> dict:
    return {"on": report.happened_on, "kind": str(report.get_kind_display()), "text": report.text}
