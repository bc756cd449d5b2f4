"""Errors of agreements. Each says what to do about it."""

from kaderjkn.common.errors import Refused


class CannotRenew(Refused):
    """At least one of the chosen agreements cannot be continued like this; none was."""


class CannotTakeBack(Refused):
    """Something depends on the renewal already; it stays."""
