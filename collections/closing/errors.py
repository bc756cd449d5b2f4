"""Named refusals of closing."""

from kaderjkn.common.errors import Refused


class CannotClose(Refused):
    """The period cannot be closed now."""


class CannotReopen(Refused):
    """The period cannot be reopened."""
