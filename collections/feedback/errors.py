"""Named refusals of the queue."""

from kaderjkn.common.errors import Refused


class FeedbackRefused(Refused):
    """What the office wants to do with an item cannot be done now; nothing was changed."""
