"""The invitation to a meeting as text, for WhatsApp or to be copied. Cadres get it in Indonesian, whoever sends it."""

from urllib.parse import quote

from django.utils import translation
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.accounts.names import phone_of
from kaderjkn.common.formatting import weekday_date

from .calendar_files import calendar_url, place_of, things_to_bring, title_of
from .models import Meeting
from .presenters_schedule import hours


def invitation_text(meeting: Meeting) -> str:
    """Day, hours, place, agenda, what to bring, and the link of the calendar file; a cancelled one says so."""
    with translation.override("id"):
        lines = cancelled(meeting) if meeting.is_cancelled else invited(meeting)
        return "\n".join(lines)


def invited(meeting: Meeting) -> list[str]:
    return [
        _("Yth. Ibu/Bapak kader JKN, kami mengundang ke pertemuan berikut."),
        "",
        *when_and_where(meeting),
        *agenda_of(meeting),
        "",
        _("Mohon dibawa:"),
        *(f"- {thing}" for thing in things_to_bring()),
        "",
        _("Simpan di kalender: %(url)s") % {"url": calendar_url(meeting)},
        _("Bila berhalangan, beri tahu kami sebelum pertemuan."),
    ]


def cancelled(meeting: Meeting) -> list[str]:
    return [
        _("Yth. Ibu/Bapak kader JKN, pertemuan berikut dibatalkan."),
        "",
        *when_and_where(meeting),
        "",
        _("Perbarui kalender: %(url)s") % {"url": calendar_url(meeting)},
    ]


def when_and_where(meeting: Meeting) -> list[str]:
    zone = meeting.branch.get_time_zone_display()
    return [
        f"*{title_of(meeting)}*",
        _("Hari: %(day)s") % {"day": weekday_date(meeting.held_on)},
        _("Pukul: %(hours)s %(zone)s") % {"hours": hours(meeting), "zone": zone},
        _("Tempat: %(place)s") % {"place": place_of(meeting)},
    ]


def agenda_of(meeting: Meeting) -> list[str]:
    return ["", _("Agenda:"), meeting.agenda.strip()] if meeting.agenda.strip() else []


def whatsapp_url(meeting: Meeting, cadre: Cadre) -> str | None:
    """The address that opens a chat with the cadre, the text in it; None without a number."""
    number = phone_of(cadre.phone)
    return number and f"https://wa.me/{number.removeprefix('+')}?text={quote(invitation_text(meeting), safe='')}"
