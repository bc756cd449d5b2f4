"""Figures of the two-weekly cycle, set-based: attendance and envelopes of a month."""
