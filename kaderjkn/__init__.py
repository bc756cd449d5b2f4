"""The project: settings, urls, Celery, local services. It may import all apps; nobody imports it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
