"""Celery's side of collections: kinds of background jobs."""

from .closing import background  # noqa: F401 (declares the kinds)
