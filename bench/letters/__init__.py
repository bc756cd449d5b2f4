"""Billing letters and labels: the whole job against the PDF library alone on the same pages (issue 6)."""
