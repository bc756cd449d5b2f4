"""Pages of meetings and envelopes."""
