"""Why an act on meetings or envelopes is refused. The message is one sentence for the page."""

from kaderjkn.common.errors import Refused


class MeetingCancelled(Refused):
    """A cancelled meeting has no attendance, cannot move and hands nothing over."""


class MeetingNotHeldYet(Refused):
    """Attendance and hand-overs belong to meetings of today or before."""


class MeetingHasRecords(Refused):
    """Attendance or hand-overs are recorded: the meeting can no longer move or be cancelled."""


class DayTaken(Refused):
    """The branch has a meeting on that day already."""


class DayPast(Refused):
    """A meeting is not planned for a day that is over."""


class CadreNotConcerned(Refused):
    """Another branch's cadre, or one without an agreement on the day."""


class AttendanceIncomplete(Refused):
    """An excuse without a reason, or a made-up meeting without a day inside the time for it."""


class EnvelopeElsewhere(Refused):
    """The envelope is not where this act expects it: somebody was quicker, or it never left."""


class NotTheHolder(Refused):
    """The cadre does not hold the case of the envelope."""


class HouseholdOnHold(Refused):
    """No letter goes to a household on hold (RULES 3.8)."""


class ReasonMissing(Refused):
    """Returned and lost envelopes carry a reason."""


class MeetingMissing(Refused):
    """A make-up visit without its meeting, or a meeting of another branch."""
