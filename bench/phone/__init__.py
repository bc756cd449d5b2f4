"""The cadre's phone against its budgets: a slow line, a slow processor, and many phones at once."""
