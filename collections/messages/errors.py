"""Named refusals of prepared messages."""

from kaderjkn.common.errors import Refused


class MessageRefused(Refused):
    """The text cannot be used as a prepared message."""
