"""What the office's calls and messages write. Keyword-only, each one transaction."""
