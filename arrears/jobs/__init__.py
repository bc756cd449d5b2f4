"""Set-based work on lists, cases and payments."""
