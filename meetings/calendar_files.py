"""The calendar file of a meeting (RFC 5545), and the signed address under which anybody gets it who has the link.

Nothing personal stands in it: no names, and not the agenda, which is staff's free text.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Meeting

SIGNER = Signer(salt="meetings.calendar", sep=".")
ALARM_BEFORE = timedelta(days=1)


def calendar_path(meeting: Meeting) -> str:
    """The signed address on this site; it stays the same when the meeting moves."""
    return reverse("meetings:meeting-calendar", args=[SIGNER.sign(meeting.pk)])


def calendar_url(meeting: Meeting) -> str:
    """The whole address, for an invitation."""
    return settings.SITE_URL + calendar_path(meeting)


def meeting_of(token: str) -> Meeting | None:
    """The meeting of a signed address, None for one that we have not signed."""
    try:
        pk = SIGNER.unsign(token)
    except BadSignature:
        return None
    return Meeting.objects.select_related("branch", "group").filter(pk=pk).first()


def calendar_file(meeting: Meeting) -> bytes:
    """One event with a lasting UID: a newer file replaces it in a calendar, a cancelled one strikes it out."""
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 (few requests need it)

    calendar, event, alarm = Calendar(), Event(), Alarm()
    put(calendar, prodid="-//kaderjkn//pertemuan//ID", version="2.0", method="PUBLISH")
    put(event, **facts_of(meeting))
    put(alarm, action="DISPLAY", trigger=-ALARM_BEFORE, description=title_of(meeting))
    if not meeting.is_cancelled:
        event.add_component(alarm)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def put(component, **values) -> None:
    for name, value in values.items():
        component.add(name, value)


def facts_of(meeting: Meeting) -> dict:
    """Properties of the event; SEQUENCE counts the changes that the audit trail has of the meeting."""
    zone = meeting.branch.zone
    changes = meeting.events.filter(pgh_label="update").order_by("pgh_id")
    last = meeting.events.order_by("pgh_id").last()
    return {
        "uid": f"pertemuan-{meeting.pk}@{meeting.branch.code}.kaderjkn",
        "sequence": changes.count(),
        "dtstamp": last.pgh_created_at,
        "dtstart": datetime.combine(meeting.held_on, meeting.starts_at, zone),
        "dtend": datetime.combine(meeting.held_on, meeting.ends_at, zone),
        "status": "CANCELLED" if meeting.is_cancelled else "CONFIRMED",
        "summary": title_of(meeting),
        "location": place_of(meeting),
        "description": _("Bawa: %(things)s.") % {"things": ", ".join(things_to_bring())},
    }


def title_of(meeting: Meeting) -> str:
    who = f" {meeting.group}" if meeting.group else ""
    return _("Pertemuan kader JKN%(who)s") % {"who": who}


def place_of(meeting: Meeting) -> str:
    return meeting.place or _("Kantor cabang %(branch)s") % {"branch": meeting.branch.name}


def things_to_bring() -> list[str]:
    return [_("berkas yang sudah selesai"), _("amplop yang belum sampai di keluarga"), _("kartu pengenal kader")]
