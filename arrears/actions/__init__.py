"""Everything that changes lists, cases, holds and payments. Keyword-only; each act is one transaction."""
