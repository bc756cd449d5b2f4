"""Kinds of file that this app takes in: cadres with their agreements, and territories."""
