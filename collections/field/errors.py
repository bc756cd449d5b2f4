"""Named refusals of field work."""

from kaderjkn.common.errors import Refused


class ContactRefused(Refused):
    """The contact cannot be taken as it is; nothing was stored."""


class ReportRefused(Refused):
    """What a cadre reports from the field cannot be taken, or the office's answer cannot be stored."""


class IncidentRefused(Refused):
    """The report of an incident cannot be taken or decided."""
