"""The three-month review of a partnership (RULES 7)."""
