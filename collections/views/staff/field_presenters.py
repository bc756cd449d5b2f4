"""How reports from the field are shown at the office: a kind is a tab. Nothing here asks the database."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kaderjkn.common.formatting import EMPTY, long_date, mask_name, mask_phone, mask_tail, number

from ...field.enums import DangerState, InterestState
from ...field.models_reports import OutreachEvent, RegistrationInterest, SafetyReport

STATE_KINDS = {
    InterestState.OPEN: "warning",
    InterestState.CALLED: "info",
    InterestState.DONE: "success",
    DangerState.CLOSED: "neutral",
}
SHORT = 90


def status_of(report) -> tuple[str, str]:
    """The state of a report as word and colour."""
    return report.get_state_display(), STATE_KINDS[report.state]


def tabs(current: str, waiting: dict[str, int]) -> list[dict]:
    labels = {
        "interest": _("Peminat pendaftaran"),
        "event": _("Sosialisasi"),
        "danger": _("Keamanan"),
    }
    return [
        {"label": label, "url": f"?kind={kind}", "current": kind == current, "count": waiting.get(kind)}
        for kind, label in labels.items()
    ]


def columns_of(kind: str) -> list[dict]:
    """The columns of a tab; the first leads to the report."""
    made_at = {"key": "made_at", "label": _("Dicatat"), "kind": "time", "url": "url"}
    cadre = {"key": "cadre", "label": _("Kader")}
    state = {"key": "state", "label": _("Keadaan"), "kind": "status"}
    text = {"key": "text", "label": _("Isi")}
    match kind:
        case "interest":
            name, area = {"key": "name", "label": _("Nama")}, {"key": "area", "label": _("Kelurahan")}
            return [made_at, name, area, cadre, state]
        case "event":
            return [
                {"key": "held_on", "label": _("Tanggal"), "kind": "date", "url": "url"},
                {"key": "place", "label": _("Tempat")},
                {"key": "topic", "label": _("Topik")},
                {"key": "people_reached", "label": _("Hadir (orang)"), "kind": "number"},
                cadre,
            ]
    return [made_at, {"key": "danger", "label": _("Jenis")}, text, cadre, state]


def row_of(report) -> dict:
    """A report as a row of its tab."""
    shared = {"url": report.get_absolute_url(), "made_at": report.made_at, "cadre": str(report.cadre)}
    match report:
        case RegistrationInterest():
            facts = {"name": mask_name(report.name), "area": str(report.area or ""), "state": status_of(report)}
        case OutreachEvent():
            facts = {name: getattr(report, name) for name in ("held_on", "place", "topic", "people_reached")}
        case SafetyReport():
            facts = {"danger": report.get_kind_display(), "text": short(report.text), "state": status_of(report)}
    return shared | facts


def short(text: str) -> str:
    return Truncator(text).chars(SHORT)


def empty_words(kind: str, *, shows_all: bool) -> tuple[str, str]:
    """Title and text of a tab without rows."""
    if not shows_all and kind != "event":
        return _("Tidak ada yang menunggu"), _("Yang sudah selesai ada di bawah Semua.")
    words = {
        "interest": _("Kader mencatat warga yang ingin mendaftar dan bersedia ditelepon."),
        "event": _("Kader mencatat sosialisasi yang diadakannya, boleh dengan foto."),
        "danger": _("Kader melaporkan ancaman atau kekerasan di sebuah rumah, agar kunjungan berikutnya waspada."),
    }
    return _("Belum ada laporan"), words[kind]


def interest_facts(interest: RegistrationInterest, *, shown: bool) -> list[tuple]:
    return [
        (_("Nama"), interest.name if shown else mask_name(interest.name)),
        (_("Nomor HP"), interest.phone if shown else mask_phone(interest.phone)),
        (_("Kelurahan"), str(interest.area or EMPTY)),
        (_("Catatan kader"), interest.note or EMPTY),
        (_("Kader"), str(interest.cadre)),
    ]


def event_facts(event: OutreachEvent) -> list[tuple]:
    return [
        (_("Tempat"), event.place),
        (_("Topik"), event.topic),
        (_("Hadir"), _("%(count)s orang") % {"count": number(event.people_reached)}),
        (_("Catatan"), event.note or EMPTY),
        (_("Kader"), str(event.cadre)),
    ]


def danger_facts(danger: SafetyReport) -> list:
    return [
        (_("Jenis"), danger.get_kind_display()),
        (_("Tanggal kejadian"), long_date(danger.happened_on)),
        (_("Kader"), str(danger.cadre)),
        household_fact(danger.household),
    ]


def household_fact(household) -> dict:
    url = reverse("collections:household-detail", args=[household.pk])
    return {"label": _("Keluarga"), "value": mask_tail(household.key), "url": url, "action_label": _("Lihat keluarga")}
