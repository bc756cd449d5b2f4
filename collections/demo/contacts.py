"""Contacts that the cadres recorded on paper, month by month."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .cadres import Cadre, Story
from .families import Family
from .history import Branch, Month

_PER_CADRE_AND_MONTH = 150
_PER_SILENT_CADRE = 35
_SHARE_AT_MOST = 0.3
_MODES, _MODE_WEIGHTS = ("visit", "whatsapp", "phone", "sms"), (46, 30, 20, 4)
_OUTCOMES = {
    "met": 20,
    "promised": 26,
    "not_home": 20,
    "unable_to_pay": 12,
    "says_paid": 5,
    "refused": 5,
    "moved": 4,
    "address_not_found": 4,
    "dissatisfied_with_service": 2,
    "hostile": 1,
    "deceased": 0.6,
    "do_not_contact": 0.4,
}
_VISIT_ONLY = {"not_home", "address_not_found"}
_HOLDING = {"deceased", "do_not_contact"}
_CHANNELS = (
    "MBANKING",
    "ATM",
    "MINIMARKET",
    "EWALLET",
    "AUTODEBIT",
    "REHAB",
    "PPOB_AGEN",
    "LOKET_BPJS",
    "POS",
    "ECOMMERCE",
)
_NOTES = {
    "met": ("Sudah dijelaskan cara bayar lewat Mobile JKN", "Minta dihubungi lagi awal bulan"),
    "unable_to_pay": ("Penghasilan tidak tetap, tertarik program REHAB", "Sedang tidak bekerja"),
    "not_home": ("Titip pesan ke Ketua RT", "Tetangga: pulang malam"),
    "moved": ("Menurut Ketua RT pindah ke Bekasi",),
}


@dataclass(slots=True)
class Contact:
    cadre: str
    family: Family
    mode: str
    at: datetime
    outcome: str
    channel: str = ""
    promised_on: date | None = None
    promised_amount: int = 0
    note: str = ""
    uuid: str = ""


def contacts_of(branch: Branch, month: Month, moved: set[str]) -> list[Contact]:
    """What the cadres did in a month, oldest first. Households that were moved are left alone."""
    if month.last_work_day is None:
        return []
    contacts = [
        contact
        for cadre in branch.cadres
        for family in _chosen(branch, month, cadre, moved)
        for contact in [_contact(branch, month, cadre, family)]
    ]
    return sorted(contacts, key=lambda contact: (contact.at, contact.cadre))


def _chosen(branch: Branch, month: Month, cadre: Cadre, moved: set[str]) -> list[Family]:
    """Households of the cadre to contact, those who pay somewhat more often."""
    if cadre.story is Story.LAPSED and month.index == branch.current:
        return []
    held = [family for family in branch.cases_of(cadre, month.index) if family.kk not in moved]
    wanted = round(min(_usual_contacts(cadre), len(held) * _SHARE_AT_MOST) * month.share)
    payers = [family for family in held if month.index in family.pays][: wanted // 4]
    others = [family for family in held if month.index not in family.pays]
    return payers + branch.rng.sample(others, min(len(others), wanted - len(payers)))


def _usual_contacts(cadre: Cadre) -> float:
    return _PER_SILENT_CADRE if cadre.story is Story.SILENT else _PER_CADRE_AND_MONTH * cadre.energy


def _contact(branch: Branch, month: Month, cadre: Cadre, family: Family) -> Contact:
    rng = branch.rng
    mode = rng.choices(_MODES, _MODE_WEIGHTS)[0] if family.phone else "visit"
    outcome = _outcome(branch, month, family, mode)
    contact = Contact(cadre.code, family, mode, _moment(branch, month, mode), outcome)
    if outcome in _HOLDING:
        family.held_from = month.index + 1
    if outcome in {"met", "promised"} and rng.random() < 0.7:
        contact.channel = rng.choice(_CHANNELS)
    if outcome == "promised":
        contact.promised_on = contact.at.date() + timedelta(days=rng.randrange(1, 13))
        contact.promised_amount = family.owes(month.index) if rng.random() < 0.6 else 0
    if outcome in _NOTES and rng.random() < 0.3:
        contact.note = rng.choice(_NOTES[outcome])
    contact.uuid = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return contact


def _outcome(branch: Branch, month: Month, family: Family, mode: str) -> str:
    if month.index in family.pays:
        return branch.rng.choices(("promised", "met", "not_home"), (60, 30, 10))[0]
    outcome = branch.rng.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
    if outcome in _VISIT_ONLY and mode != "visit":
        return "met"
    if outcome in _HOLDING and family.pays:
        return "refused"
    return outcome


def _moment(branch: Branch, month: Month, mode: str) -> datetime:
    """A time of day at which one may knock or call."""
    days = (month.last_work_day - month.first_work_day).days
    day = month.first_work_day + timedelta(days=branch.rng.randint(0, days))
    hour = branch.rng.randrange(8, 18 if mode == "visit" else 20)
    return datetime.combine(day, time(hour, branch.rng.randrange(60)))
