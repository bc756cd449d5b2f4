"""The agenda can be written at any time, but nobody's words are lost unseen."""

from datetime import date

import pytest

from meetings import actions
from meetings.errors import AgendaChanged
from tests.meetings.builders import make_meeting


@pytest.fixture
def meeting(branch):
    return make_meeting(branch, date(2026, 3, 9), agenda="REHAB")


def test_agenda_of_a_past_meeting_is_written_without_loose_blanks(meeting, staff):
    actions.set_agenda(meeting=meeting, agenda="REHAB \r\nMobile JKN\r\n\r\n", known="REHAB", by=staff)
    meeting.refresh_from_db()
    assert meeting.agenda == "REHAB\nMobile JKN"


def test_agenda_that_somebody_changed_meanwhile_is_not_written_over(meeting, staff):
    actions.set_agenda(meeting=meeting, agenda="Peraturan baru", known="REHAB", by=staff)
    with pytest.raises(AgendaChanged):
        actions.set_agenda(meeting=meeting, agenda="Amplop", known="REHAB", by=staff)
    meeting.refresh_from_db()
    assert meeting.agenda == "Peraturan baru"


def test_the_same_agenda_again_is_no_change_whatever_was_known(meeting, staff):
    before = meeting.events.count()
    actions.set_agenda(meeting=meeting, agenda="REHAB", known="", by=staff)
    assert meeting.events.count() == before
