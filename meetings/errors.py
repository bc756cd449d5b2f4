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


class HoursWrong(Refused):
    """A meeting ends after it starts, on the same day."""


class HolidayRefused(Refused):
    """The day has a name already, or cannot be meant."""


class GroupRefused(Refused):
    """A name that is taken, a group no longer used, or a membership that something depends on."""


class DayTooFar(Refused):
    """More than a year away: mistyped, and the rhythm would count from it."""


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


class BundleEnded(Refused):
    """The bundle was confirmed or withdrawn meanwhile."""


class SignatureMissing(Refused):
    """A hand-over on the office's screen carries the cadre's signature."""


class CheckInRefused(Refused):
    """A code of another meeting or moment, or outside the meeting's time."""


class ReasonMissing(Refused):
    """Returned and lost envelopes carry a reason."""


class MeetingMissing(Refused):
    """A make-up visit without its meeting, or a meeting of another branch."""


class AgendaChanged(Refused):
    """Somebody else saved another agenda since this one was opened."""


class MaterialRefused(Refused):
    """No whole PDF, JPG or PNG, too large, of another branch, or removed meanwhile."""


class NoteRefused(Refused):
    """A note without words, with a day that cannot be, or one that stands answered."""


class AnsweredMeanwhile(Refused):
    """Somebody else has answered, or corrected the answer, since this one was opened."""


class NothingToPrint(Refused):
    """No envelope of those chosen is at the branch, with a household that may get a letter."""
