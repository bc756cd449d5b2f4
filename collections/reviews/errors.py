"""Named refusals of reviews."""

from kaderjkn.common.errors import Refused


class CannotDecide(Refused):
    """The review cannot be decided, answered or changed so."""
