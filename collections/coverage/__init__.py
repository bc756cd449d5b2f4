"""Participants against population: a small file every month, of one level of areas, and what was read from it."""
