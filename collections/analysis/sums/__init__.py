"""The sums of a month, computed from lists, cases, contacts, envelopes and the current closing (ADR 9)."""
