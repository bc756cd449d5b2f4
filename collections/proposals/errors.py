"""Named refusals of proposals and dry runs."""

from kaderjkn.common.errors import Refused


class CannotPropose(Refused):
    """The settings cannot be proposed, or not for that month."""


class CannotDecide(Refused):
    """The proposal cannot be decided or withdrawn by this person, or not any more."""


class CannotTry(Refused):
    """The dry run cannot be made."""
