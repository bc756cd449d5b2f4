"""Phones that work without network: what they may keep, and how what they recorded is taken in."""
