"""Template tags of the ground floor: how values are written and what pages are made of."""
