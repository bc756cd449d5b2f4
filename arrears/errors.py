"""Named refusals of this app."""

from kaderjkn.common.errors import Refused


class CannotUndo(Refused):
    """The import cannot be taken back any more."""


class CannotMatch(Refused):
    """The payment cannot be matched, or the match not taken back."""


class CannotCover(Refused):
    """The cover cannot be, or not be changed so."""


class CannotShare(Refused):
    """The proposed division cannot be made, or not be applied."""
