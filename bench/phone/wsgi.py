"""The site with one more view: the bare one, which INSERTs what the intake INSERTs and looks at nothing."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaderjkn.settings")

import logging

import structlog
from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
settings.ROOT_URLCONF = "bench.phone.urls"
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
