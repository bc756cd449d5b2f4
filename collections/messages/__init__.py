"""Prepared messages to families: what the branch lets its cadres send, in its own words."""
