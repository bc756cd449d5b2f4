"""Pages of field work and what came of it."""
