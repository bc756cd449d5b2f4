"""Pages of branch staff that join contacts and results to households."""
