"""Who owes what and what was paid: lists, households, cases, payments, policies."""
