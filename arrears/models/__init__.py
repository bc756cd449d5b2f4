from .bulk import BulkAct, BulkActRow
from .cases import Case, CaseHolder, CaseTouch, RemovedCase
from .covers import Cover
from .fair_shares import FairShare
from .handovers import Handover
from .households import Hold, Household, HouseholdKey, HouseholdSearch, Participant, WriteOff
from .lists import ArrearsList, ListedHousehold, ListRow
from .payments import Channel, Payment
from .policies import BranchPolicy, ContributionRate

__all__ = [
    "ArrearsList",
    "BranchPolicy",
    "BulkAct",
    "BulkActRow",
    "Case",
    "CaseHolder",
    "CaseTouch",
    "Channel",
    "ContributionRate",
    "Cover",
    "FairShare",
    "Handover",
    "Hold",
    "Household",
    "HouseholdKey",
    "HouseholdSearch",
    "ListRow",
    "ListedHousehold",
    "Participant",
    "Payment",
    "RemovedCase",
    "WriteOff",
]
