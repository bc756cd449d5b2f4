"""Named refusals of field work."""

from kaderjkn.common.errors import Refused


class ContactRefused(Refused):
    """The contact cannot be taken as it is; nothing was stored."""


class IncidentRefused(Refused):
    """The report of an incident cannot be taken or decided."""
