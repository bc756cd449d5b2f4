"""Meetings, attendance and envelopes have pages of their own and stand in nobody's admin area."""
