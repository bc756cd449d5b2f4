"""The two-weekly cycle: meetings, attendance, envelopes and their custody."""
