"""The world of calls and messages."""

from tests.collections.outreach.worlds import branch, clock, entries, entry, other_officer, policy

__all__ = ["branch", "clock", "entries", "entry", "other_officer", "policy"]
