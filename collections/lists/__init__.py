"""The lists of the branch's office: cases, households, payments, contacts, cadres (docs/adr/0007-lists.md)."""

from . import cadres, cases, contacts, households, payments

__all__ = ["cadres", "cases", "contacts", "households", "payments"]
