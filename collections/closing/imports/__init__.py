"""Kinds of file that closing takes in: reward schemes and registrations."""
