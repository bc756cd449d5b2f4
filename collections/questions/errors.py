"""Named refusals of questions."""

from kaderjkn.common.errors import Refused


class CannotAsk(Refused):
    """The question cannot be asked or answered so."""
