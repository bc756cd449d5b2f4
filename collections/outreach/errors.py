"""Named refusals of calls and messages."""

from kaderjkn.common.errors import OutOfDate, Refused


class CallRefused(Refused):
    """The call cannot be given out or noted as it is; nothing was stored."""


class QuietHours(CallRefused):
    """Nobody is called or written to at this hour (RULES 2)."""


class BlastRefused(Refused):
    """The messages cannot be prepared, sent or stopped as asked; nothing was changed."""


class CountChanged(OutOfDate):
    """Other households would get the message than those that were confirmed; nothing was sent."""


class OptOutRefused(Refused):
    """The wish to get no messages cannot be stored or lifted as it is."""
