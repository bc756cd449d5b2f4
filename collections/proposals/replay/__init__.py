"""Closed months computed once more with other settings, by the statements of the real closing (ADR 4).

Temporary tables carry the names of the real ones: PostgreSQL looks into `pg_temp` first, so assignment and closing
read and write them without knowing. Everything happens in one transaction that is always rolled back.
"""
