"""The lists of the branch's office: cases, households, payments, contacts, cadres, feedback (ADR 7)."""

from . import cadres, cases, contacts, feedback, households, payments

__all__ = ["cadres", "cases", "contacts", "feedback", "households", "payments"]
