"""Lockout by (user, address): what django-axes counts under, and the page that it shows."""

from datetime import timedelta
from math import ceil

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone

from .addresses import counted_address
from .names import counted_name

FIELDS = ("login", "username")  # of our sign-in page, of a plain Django form


def counted_username(request, credentials=None) -> str:
    """Return the account that an attempt is for: from the credentials, else from the form that was sent.

    The page to confirm one's password sends no name: there it is the signed-in user's.
    """
    login = (credentials or {}).get("username") or next(filter(None, map(request.POST.get, FIELDS)), "")
    if not login and request.user.is_authenticated:
        login = request.user.username
    return counted_name(login)


def lockout_page(request, _original_response=None, credentials=None, *_args):
    """Answer 429: when to try again, and whom to ask."""
    seconds = seconds_left(request, credentials)
    response = render(request, "account/lockout.html", {"minutes": ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def seconds_left(request, credentials=None) -> int:
    """Return how long the lock still holds; attempts during the lock do not prolong it."""
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(
        username=counted_username(request, credentials), ip_address=counted_address(request)
    )
    latest = attempts.aggregate(latest=Max("attempt_time"))["latest"] or timezone.now()
    return max(1, ceil((latest + cool_off - timezone.now()).total_seconds()))
