"""The models of all rooms, where Django looks for them."""

from .closing.models import (
    AreaFigure,
    CadreFigure,
    Closing,
    RewardLine,
    RewardScheme,
    RewardTier,
    Settlement,
)
from .field.models import Contact, IntegrityIncident, Registration
from .goals.models import CadreGoal
from .payouts.models import RewardStatement
from .proposals.models import DryRun, DryRunCadre, DryRunHousehold, KeptPolicy, KeptScheme, KeptTier, Proposal
from .questions.models import Question
from .reviews.models import ExcusedMonth, Review, ReviewMonth, ReviewWarning

__all__ = [
    "AreaFigure",
    "CadreFigure",
    "CadreGoal",
    "Closing",
    "Contact",
    "DryRun",
    "DryRunCadre",
    "DryRunHousehold",
    "ExcusedMonth",
    "IntegrityIncident",
    "KeptPolicy",
    "KeptScheme",
    "KeptTier",
    "Proposal",
    "Question",
    "Registration",
    "Review",
    "ReviewMonth",
    "ReviewWarning",
    "RewardLine",
    "RewardScheme",
    "RewardStatement",
    "RewardTier",
    "Settlement",
]
