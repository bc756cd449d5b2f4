"""The world of calls and messages."""

from tests.collections.outreach.worlds import branch, clock, entries, entry, other_officer, policy
from tests.collections.outreach.worlds_messages import _no_file, blast, way

__all__ = ["_no_file", "blast", "branch", "clock", "entries", "entry", "other_officer", "policy", "way"]
