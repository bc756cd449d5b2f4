"""Errors of agreements. Each says what to do about it."""

from kaderjkn.common.errors import Refused


class CannotRenew(Refused):
    """At least one of the chosen agreements cannot be continued like this; none was."""


class CannotTakeBack(Refused):
    """Something depends on the renewal, or on the change of territories, already; it stays."""


class CannotGive(Refused):
    """At least one kelurahan cannot be given like this; none was."""
