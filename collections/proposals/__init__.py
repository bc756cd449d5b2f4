"""New policies and reward schemes: proposed, tried on past months, approved by a second person (RULES 2)."""
