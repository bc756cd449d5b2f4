"""Set-based work of calls and messages."""
