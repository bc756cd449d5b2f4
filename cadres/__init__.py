"""Who works where under what agreement: people, agreements, territories."""
