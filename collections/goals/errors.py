"""Named refusals of goals."""

from kaderjkn.common.errors import Refused


class CannotSetGoal(Refused):
    """The goal cannot be set so."""
