from .access import AccessLog
from .devices import Device, DeviceRecord
from .documents import IssuedDocument
from .imports import ColumnMapping, ImportRun
from .jobs import JobRun
from .lists import ListExport, SavedView
from .people import User
from .periods import Period
from .places import Area, AreaAlias, Branch, Region

__all__ = [
    "AccessLog",
    "Area",
    "AreaAlias",
    "Branch",
    "ColumnMapping",
    "Device",
    "DeviceRecord",
    "ImportRun",
    "IssuedDocument",
    "JobRun",
    "ListExport",
    "Period",
    "Region",
    "SavedView",
    "User",
]
