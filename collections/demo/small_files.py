"""The smaller files of a demo branch, from its cadres to its registrations: one function per kind."""

from datetime import timedelta
from pathlib import Path

from .cadres import Cadre
from .contacts import Contact
from .families import Family
from .history import Branch, Month
from .identity import Issuer
from .payments import Payment
from .periods import last_of_month
from .writing import write_table

_HOLD_REASONS = ("deceased", "do_not_contact", "data_request", "waiting_policy")
_HELD = 12
_MOVED = 25
_MOVE_FROM_DAY = 10


def write_cadres(path: Path, cadres: list[Cadre]) -> Path:
    headings = ("kode_kader", "nama", "nik", "no_hp", "alamat", "no_perjanjian", "mulai", "selesai")
    rows = [
        (
            cadre.code,
            cadre.name,
            cadre.nik,
            cadre.phone,
            cadre.address,
            one.number,
            one.starts,
            one.ends or "",
        )
        for cadre in cadres
        for one in cadre.agreements
    ]
    return write_table(path, headings, rows)


def write_territories(path: Path, cadres: list[Cadre]) -> Path:
    rows = [(cadre.code, place.code, cadre.agreements[0].starts, "") for cadre in cadres for place in cadre.places]
    return write_table(path, ("kode_kader", "kode_wilayah", "mulai", "selesai"), rows)


def choose_moved(branch: Branch, month: Month, giver: Cadre) -> list[Family]:
    """Cases of one street that another cadre takes over."""
    return sorted(branch.cases_of(giver, month.index), key=lambda one: (one.home.code, one.rw, one.rt, one.kk))[:_MOVED]


def write_moves(path: Path, moved: list[Family], taker: Cadre, month: Month) -> Path:
    day = month.first_day + timedelta(days=_MOVE_FROM_DAY)
    rows = [(family.kk_on(month.index), family.head.card, taker.code, day) for family in moved]
    return write_table(path, ("no_kk", "noka", "ke_kader", "mulai"), rows)


def write_holds(path: Path, branch: Branch, month: Month) -> Path:
    """Households on hold from the tenth of the month on; nobody who pays is among them."""
    calm = [
        family
        for family in branch.families
        if family.is_case(month.index) and not family.pays and family.held_from > branch.current
    ]
    held = branch.rng.sample(calm, _HELD)
    for family in held:
        family.held_from = month.index + 1
    day = month.first_day + timedelta(days=9)
    rows = [
        (family.kk_on(month.index), family.head.card, _HOLD_REASONS[n % len(_HOLD_REASONS)], day)
        for n, family in enumerate(held)
    ]
    return write_table(path, ("no_kk", "noka", "alasan", "mulai"), rows)


def write_registrations(path: Path, branch: Branch, month: Month, issuer: Issuer) -> Path:
    """New participants whom cadres registered, confirmed by the branch."""
    end = month.last_work_day or last_of_month(month.first_day)
    rows = [
        (cadre.code, issuer.card(), branch.rng.choice((end, month.first_work_day)))
        for cadre in branch.cadres
        for _ in range(branch.rng.choice((0, 0, 1, 1, 2, 3)))
    ]
    return write_table(path, ("kode_kader", "noka", "tanggal"), rows)


def write_contacts(path: Path, contacts: list[Contact], month: Month) -> Path:
    headings = (
        "kode_kader", "noka", "no_kk", "cara", "waktu", "hasil", "kanal",
        "tgl_janji", "jumlah_janji", "catatan", "uuid",
    )  # fmt: skip
    return write_table(path, headings, [_contact_row(contact, month) for contact in contacts])


def _contact_row(one: Contact, month: Month) -> tuple[object, ...]:
    payer = (one.family.head.card, one.family.kk_on(month.index))
    promise = (one.promised_on or "", one.promised_amount or "")
    at = f"{one.at:%Y-%m-%dT%H:%M}:00+07:00"
    return (one.cadre, *payer, one.mode, at, one.outcome, one.channel, *promise, one.note, one.uuid)


def write_payments(path: Path, payments: list[Payment]) -> Path:
    headings = (
        "sumber",
        "referensi",
        "tgl_bayar",
        "jumlah",
        "kanal",
        "noka",
        "no_kk",
        "no_va",
        "membatalkan",
    )
    rows = [
        (
            one.source,
            one.reference,
            one.paid_on,
            one.amount,
            one.channel,
            one.card,
            one.kk,
            one.account,
            one.cancels,
        )
        for one in payments
    ]
    return write_table(path, headings, rows)
