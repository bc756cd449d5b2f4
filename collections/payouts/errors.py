"""Named refusals of payouts."""

from kaderjkn.common.errors import Refused


class CannotPayOut(Refused):
    """The statement cannot take this step now."""
