"""Reward statements: what a cadre is owed for a closed month, approved, released and paid."""
