"""How calls are shown: masked until the number was opened for a call, which is logged."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from arrears.models import ArrearsList, Hold, ListedHousehold
from kaderjkn.common.formatting import (
    long_date,
    mask_name,
    mask_phone,
    mask_tail,
    month_name,
    number,
    rupiah,
    short_date,
    weekday_date,
)
from kaderjkn.common.models import Branch

from ...outreach.enums import CallState
from ...outreach.errors import QuietHours
from ...outreach.forms import ProgressFilter
from ...outreach.models import CallEntry, OfficeContact
from ...outreach.querysets import contacts_in_week
from ...outreach.week import check_hour, policy_on
from .household_presenters import heading as heading  # noqa: PLC0414 (the same words on both pages)

DAYS_SHOWN = timedelta(days=6)
LONGEST = timedelta(days=92)
STATE_KINDS = {
    CallState.WAITING: "info",
    CallState.DONE: "success",
    CallState.NO_NUMBER: "neutral",
    CallState.WRONG_NUMBER: "warning",
    CallState.LEFT: "neutral",
}


def quiet_words(branch: Branch, now: datetime) -> str:
    """Why nobody is called at this hour; empty when calls are fine."""
    try:
        check_hour(branch, now)
    except QuietHours as quiet:
        return str(quiet)
    return ""


def columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Kepala keluarga"), "url": "url"},
        {"key": "place", "label": _("Kelurahan")},
        {"key": "months", "label": _("Bulan"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
        {"key": "day", "label": _("Telepon pada")},
        {"key": "tries", "label": _("Percobaan"), "kind": "number"},
        {"key": "officer", "label": _("Petugas")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def rows_of(entries: list[CallEntry], newest: ArrearsList | None, now: datetime) -> list[dict]:
    """Rows of one page; the names in one query."""
    listed = ListedHousehold.objects.filter(list=newest, household__in=[entry.household_id for entry in entries])
    listed = listed.filter(branch=newest.branch_id) if newest else listed.none()
    names = dict(listed.values_list("household_id", "head_name"))
    return [row_of(entry, names.get(entry.household_id, ""), now) for entry in entries]


def row_of(entry: CallEntry, name: str, now: datetime) -> dict:
    return {
        "name": mask_name(name) if name else _("Keluarga"),
        "url": entry.get_absolute_url(),
        "place": entry.area and entry.area.name,
        "months": entry.months,
        "amount": entry.amount,
        "day": entry.next_call_on and short_date(entry.next_call_on),
        "tries": entry.tries,
        "officer": str(entry.officer) if entry.officer else _("belum dibagi"),
        "state": state_of(entry, now),
    }


def state_of(entry: CallEntry, now: datetime) -> tuple[str, str]:
    if entry.leased_by_id and entry.leased_until > now:
        return _("ditelepon %(name)s") % {"name": entry.leased_by}, "warning"
    return entry.get_state_display(), STATE_KINDS[entry.state]


def status_of(entry: CallEntry, today: date) -> tuple[str, str]:
    if entry.state == CallState.WAITING and entry.next_call_on > today:
        return _("Ditelepon lagi %(day)s") % {"day": long_date(entry.next_call_on)}, "info"
    return entry.get_state_display(), STATE_KINDS[entry.state]


def facts(entry: CallEntry, listed: ListedHousehold | None, *, shown: bool) -> list:
    """What the officer needs to talk, and no more; the number only once it was opened."""
    place = (
        f"{entry.area.name}, {entry.area.parent.name}" if entry.area and entry.area.parent else str(entry.area or "–")
    )
    source = _("dikonfirmasi keluarga") if entry.has_confirmed_phone else _("dari daftar, belum dikonfirmasi")
    phone = (entry.phone if shown else mask_phone(entry.phone)) if entry.phone else "–"
    return [
        (_("Nomor HP"), f"{phone} ({source})" if entry.phone else phone),
        (_("Nomor KK"), listed.key if listed and shown else mask_tail(listed.key if listed else "")),
        (_("Kelurahan"), place),
        (_("Anggota"), listed.members if listed else None),
        (_("Tunggakan"), _("%(months)s bulan, %(amount)s") % {"months": entry.months, "amount": rupiah(entry.amount)}),
        (_("Daftar"), month_name(entry.month)),
        (_("Percobaan bulan ini"), entry.tries),
    ]


def holds_of(entry: CallEntry):
    return Hold.objects.active(entry.branch.today()).filter(household=entry.household_id)


def week_words(entry: CallEntry) -> str:
    """That the household was contacted as often this week as may be, by whomever; empty while it was not (RULES 2)."""
    today = entry.branch.today()
    most = policy_on(entry.branch, today).contacts_per_week_max
    made = CallEntry.objects.annotate(week=contacts_in_week(today)).values_list("week", flat=True).get(pk=entry.pk)
    if made < most:
        return ""
    words = _("Dalam tujuh hari sudah %(made)s kontak, batasnya %(most)s. Telepon hanya bila keluarga sendiri meminta.")
    return words % {"made": number(made), "most": number(most)}


def noted_words(call: OfficeContact) -> str:
    if call.promised_on:
        return _("Panggilan tercatat. Janji membayar: %(day)s.") % {"day": weekday_date(call.promised_on)}
    return _("Panggilan tercatat: %(result)s.") % {"result": call.get_result_display()}


# Progress


def usual_days(today: date) -> dict[str, date]:
    return {"first": today - DAYS_SHOWN, "last": today}


def days_of(found: ProgressFilter, today: date) -> tuple[date, date]:
    """The days asked for, at most a quarter; else the last seven."""
    chosen = found.cleaned_data if found.is_valid() else {}
    last = chosen.get("last") or today
    first = chosen.get("first") or last - DAYS_SHOWN
    return max(first, last - LONGEST), last


def progress_columns() -> list[dict]:
    return [
        {"key": "day", "label": _("Hari")},
        {"key": "officer", "label": _("Petugas")},
        {"key": "calls", "label": _("Panggilan"), "kind": "number"},
        {"key": "households", "label": _("Keluarga"), "kind": "number"},
        {"key": "reached", "label": _("Tersambung"), "kind": "number"},
        {"key": "promised", "label": _("Berjanji"), "kind": "number"},
        {"key": "amount", "label": _("Jumlah janji (Rp)"), "kind": "amount"},
        {"key": "refused", "label": _("Menolak"), "kind": "number"},
    ]


def progress_row(row: dict) -> dict:
    name = row["recorded_by__name"] or row["recorded_by__username"] or _("akun terhapus")
    return row | {"day": weekday_date(row["made_on"]), "officer": name, "amount": row["amount"] or 0}


def progress_total(rows: list[dict]) -> dict | None:
    names = ("calls", "reached", "promised", "amount", "refused")
    return {"day": _("Jumlah")} | {name: sum(row[name] or 0 for row in rows) for name in names} if rows else None


def queue_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Antrean"), "url": "url"},
        {"key": "due", "label": _("Hari ini"), "kind": "number"},
        {"key": "later", "label": _("Nanti"), "kind": "number"},
        {"key": "done", "label": _("Selesai"), "kind": "number"},
        {"key": "unreachable", "label": _("Tanpa nomor yang benar"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
    ]


def queue_row(row: dict) -> dict:
    officer = row["officer"]
    url = f"{reverse('collections:call-list')}?officer={officer.pk if officer else 'none'}"
    return row | {"name": str(officer) if officer else _("Belum dibagi"), "url": url}
