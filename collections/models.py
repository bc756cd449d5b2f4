"""The models of all rooms, where Django looks for them."""

from .analysis.models import ArrearsSum, CaseSum, ChannelSum, DelaySum, MonthSummary
from .closing.models import (
    AreaFigure,
    CadreFigure,
    Closing,
    RewardLine,
    RewardScheme,
    RewardTier,
    Settlement,
)
from .coverage.models import CoverageFigure
from .feedback.models import FeedbackItem, FeedbackSource
from .field.models import Contact, IntegrityIncident, Registration
from .field.models_reports import OutreachEvent, RegistrationInterest, SafetyReport, ServiceComplaint
from .goals.models import CadreGoal
from .messages.models import MessageTemplate
from .outreach.models import CallEntry, OfficeContact
from .outreach.models_messages import Blast, BlastMessage, OptOut
from .payouts.models import RewardStatement
from .proposals.models import DryRun, DryRunCadre, DryRunHousehold, KeptPolicy, KeptScheme, KeptTier, Proposal
from .questions.models import Question
from .reminders.models import DueNote
from .reviews.models import ExcusedMonth, LookAgain, Review, ReviewMonth, ReviewReminder, ReviewWarning
from .reviews.models_after import Appeal, Ending

__all__ = [
    "Appeal",
    "AreaFigure",
    "ArrearsSum",
    "Blast",
    "BlastMessage",
    "CadreFigure",
    "CadreGoal",
    "CallEntry",
    "CaseSum",
    "ChannelSum",
    "Closing",
    "Contact",
    "CoverageFigure",
    "DelaySum",
    "DryRun",
    "DryRunCadre",
    "DryRunHousehold",
    "DueNote",
    "Ending",
    "ExcusedMonth",
    "FeedbackItem",
    "FeedbackSource",
    "IntegrityIncident",
    "KeptPolicy",
    "KeptScheme",
    "KeptTier",
    "LookAgain",
    "MessageTemplate",
    "MonthSummary",
    "OfficeContact",
    "OptOut",
    "OutreachEvent",
    "Proposal",
    "Question",
    "Registration",
    "RegistrationInterest",
    "Review",
    "ReviewMonth",
    "ReviewReminder",
    "ReviewWarning",
    "RewardLine",
    "RewardScheme",
    "RewardStatement",
    "RewardTier",
    "SafetyReport",
    "ServiceComplaint",
    "Settlement",
]
