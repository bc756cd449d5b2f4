"""The agenda of a meeting, written before or after it was planned."""

from django.utils.translation import gettext as _

from kaderjkn.common.models import User

from ..errors import AgendaChanged
from ..models import Meeting
from .acts import act, locked


@act
def set_agenda(*, meeting: Meeting, agenda: str, known: str, by: User) -> Meeting:
    """Write the agenda; `known` is the one that was read before, so that nobody's words are lost unseen."""
    meeting, agenda = locked(meeting), lines_of(agenda)
    if agenda == meeting.agenda:
        return meeting
    if lines_of(known) != lines_of(meeting.agenda):
        raise AgendaChanged(
            _("Agenda ini baru saja diubah orang lain. Gabungkan dengan yang tersimpan, lalu simpan lagi.")
        )
    meeting.agenda = agenda
    meeting.save(update_fields=["agenda"])
    return meeting


def lines_of(text: str) -> str:
    """The text as browsers send it and as it is stored read the same: single line breaks, no blanks at the ends."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
