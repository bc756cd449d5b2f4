"""The two-weekly cycle: meetings, who came, and the envelopes that change hands there (RULES 8)."""

from .agenda import Material, MeetingNote
from .envelopes import BundleItem, Envelope, EnvelopeBundle, EnvelopeSighting, EnvelopeStep, LetterBatch
from .groups import CadreGroup, GroupMembership
from .holidays import Holiday
from .meetings import Attendance, Meeting

__all__ = [
    "Attendance",
    "BundleItem",
    "CadreGroup",
    "Envelope",
    "EnvelopeBundle",
    "EnvelopeSighting",
    "EnvelopeStep",
    "GroupMembership",
    "Holiday",
    "LetterBatch",
    "Material",
    "Meeting",
    "MeetingNote",
]
