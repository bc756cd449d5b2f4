"""How states of meetings and envelopes look on a page: words, colours, sentences.

Asks the database nothing.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaderjkn.common.formatting import long_date, mask_tail

from .enums import AttendanceState, EnvelopeState, StepState
from .outstanding import Outstanding

ENVELOPE_KINDS = {
    EnvelopeState.PRINTED: "neutral",
    EnvelopeState.HANDED_OVER: "info",
    EnvelopeState.DELIVERED: "success",
    EnvelopeState.RETURNED: "warning",
    EnvelopeState.LOST: "danger",
}
STEP_KINDS = {**ENVELOPE_KINDS, StepState.TAKEN_IN: "neutral"}
ATTENDANCE_KINDS = {
    AttendanceState.PRESENT: "success",
    AttendanceState.MADE_UP: "success",
    AttendanceState.EXCUSED: "neutral",
    AttendanceState.ABSENT: "warning",
}


def envelope_status(state: str) -> tuple[str, str]:
    """Word and kind, as the component `status` wants them."""
    return EnvelopeState(state).label, ENVELOPE_KINDS[state]


def arrival_words(attendance, zone) -> str:
    """Say «tiba 09.03, terlambat · Kode QR pertemuan»; nothing where nobody saw the hour."""
    if attendance.arrived_at is None:
        return ""
    arrival = _("tiba %(time)s") % {"time": f"{attendance.arrived_at.astimezone(zone):%H.%M}"}
    late = ", " + _("terlambat") if attendance.is_late else ""
    return f"{arrival}{late} · {attendance.get_means_display()}"


def outstanding_words(found: Outstanding) -> str:
    """Say «3 amplop di tangan, tertua 21 hari»."""
    if not found.count:
        return _("Tidak ada amplop di tangan")
    words = ngettext("%(count)s amplop di tangan", "%(count)s amplop di tangan", found.count)
    age = _("tertua %(days)s hari") % {"days": found.oldest_days}
    return f"{words % {'count': found.count}}, {age}"


def envelope_row(envelope, keeper) -> dict:
    """A line of the list of envelopes; `keeper` is the cadre it went to or is to go to."""
    return {
        "number": envelope.number,
        "url": envelope.get_absolute_url(),
        "status": envelope_status(envelope.state),
        "cadre": str(keeper) if keeper else None,
        "household": mask_tail(envelope.case.key),
        "area": envelope.case.area.name,
        "month": envelope.case.month,
        "months": envelope.case.months,
    }


def envelope_columns() -> list[dict]:
    return [
        {"key": "number", "label": _("Nomor"), "kind": "code", "url": "url"},
        {"key": "status", "label": _("Keadaan"), "kind": "status"},
        {"key": "cadre", "label": _("Kader")},
        {"key": "household", "label": _("Keluarga"), "kind": "code"},
        {"key": "area", "label": _("Kelurahan")},
        {"key": "month", "label": _("Periode"), "kind": "month"},
        {"key": "months", "label": _("Bulan menunggak"), "kind": "number"},
    ]


def custody_items(steps) -> list[dict]:
    """The custody chain for the component `timeline`, newest first; what was taken back is struck out."""
    return [custody_item(step) for step in steps][::-1]


def custody_item(step) -> dict:
    return {
        "when": step.at,
        "title": StepState(step.state).label,
        "text": step_words(step),
        "by": str(step.by) if step.by else None,
        "kind": STEP_KINDS[step.state],
        "undone": undone_words(step),
        "url": step.bundle.get_absolute_url() if step.bundle else "",
        "link": _("Lihat bundelnya"),
    }


def step_words(step) -> str:
    """Where it happened, on which occasion, or why."""
    return ". ".join(filter(None, [occasion_words(step), step.place.capitalize(), step.reason]))


def occasion_words(step) -> str:
    if step.meeting is None:
        return ""
    place = _("Susulan pertemuan %(day)s") if step.is_make_up else _("Pertemuan %(day)s")
    return place % {"day": long_date(step.meeting.held_on)}


def undone_words(step) -> str:
    """Empty for a step that stands."""
    if step.undone_at is None:
        return ""
    if step.undone_by is None:
        return _("Dicoret")
    return _("Dicoret oleh %(who)s") % {"who": step.undone_by}


def attendance_counts(forms: list) -> list[dict]:
    """Figures above the sheet: how many cadres in each state, and how many not yet recorded."""
    states = [form.recorded for form in forms]
    groups = [(state, label, ATTENDANCE_KINDS[state]) for state, label in AttendanceState.choices]
    return [
        {"words": f"{label}: {states.count(state)}", "kind": kind}
        for state, label, kind in [*groups, (None, _("Belum dicatat"), "info")]
    ]
