"""How a household is shown: masked, or in full for a while after a reason was logged."""

from django.utils.translation import gettext as _

from arrears.models import Case, Household, ListedHousehold, Participant
from cadres.models import Cadre
from kaderjkn.common.formatting import (
    long_date,
    mask_name,
    mask_phone,
    mask_tail,
    month_name,
    rupiah,
    short_date,
)


def heading(listed: ListedHousehold | None, *, shown: bool) -> str:
    name = listed.head_name if listed else ""
    return (name if shown else mask_name(name)) if name else _("Keluarga")


def identity(household: Household, listed: ListedHousehold | None, *, shown: bool) -> list[tuple]:
    rows = [(_("Nomor KK"), household.key if shown else mask_tail(household.key))]
    if listed is None:
        return rows
    area = listed.area or household.mended_area
    place = f"{area.name}, {area.parent.name}" if area and area.parent else str(area or listed.place or "–")
    street = f"{listed.address} RT {listed.rt or '–'} RW {listed.rw or '–'}"
    return [
        *rows,
        (_("Nomor HP"), (listed.phone or "–") if shown else mask_phone(listed.phone)),
        (_("Alamat"), street if shown else _("disembunyikan")),
        (_("Kelurahan"), place),
        (_("Kelas"), listed.care_class or "–"),
        (
            _("Daftar terakhir"),
            f"{month_name(listed.month)}: {listed.months} " + _("bulan") + f", {rupiah(listed.amount)}",
        ),
    ]


def told(phone: str, address: str, *, shown: bool) -> list[tuple]:
    """What the family told at contacts; nothing where it told nothing."""
    rows = []
    if phone:
        rows.append((_("Nomor HP terkonfirmasi"), phone if shown else mask_phone(phone)))
    if address:
        rows.append((_("Alamat baru"), address if shown else _("disembunyikan")))
    return rows


def member_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Nama")},
        {"key": "card", "label": _("Nomor kartu"), "kind": "code"},
        {"key": "nik", "label": _("NIK"), "kind": "code"},
        {"key": "born", "label": _("Lahir")},
    ]


def member(one: Participant, *, shown: bool) -> dict:
    """A participant; of a birth date only the year is shown while masked. A NIK is never kept in full."""
    born = one.birth_date and (short_date(one.birth_date) if shown else str(one.birth_date.year))
    return {
        "name": one.name if shown else mask_name(one.name),
        "card": one.card if shown else mask_tail(one.card),
        "nik": f"************{one.nik_last4}" if one.nik_last4 else None,
        "born": born,
    }


def case_facts(case: Case, eligible: list[int]) -> list[dict]:
    """The newest case as facts."""
    cadre = Cadre.objects.filter(pk=case.last_cadre).first()
    holder = {"label": _("Kader"), "value": cadre.name if cadre else _("tanpa pemegang")}
    if cadre:
        holder |= {"url": cadre.get_absolute_url(), "action_label": _("Lihat kader")}
    return [
        {"label": _("Periode"), "value": month_name(case.month)},
        holder,
        {"label": _("Target"), "value": rupiah(case.target)},
        {"label": _("Diakui sampai kini"), "value": rupiah(sum(eligible))},
        {"label": _("Sisa"), "value": rupiah(case.target - sum(eligible))},
        {"label": _("Dibagi"), "value": long_date(case.assigned_on)},
    ]
