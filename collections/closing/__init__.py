"""Collectability and rewards of a month, and fixing them for ever (RULES 5 and 6)."""
