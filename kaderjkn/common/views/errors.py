"""Error pages. They need no request, no user and no database, so that they work when little else does."""

from django.http import HttpResponse
from django.template.loader import render_to_string


def error_page(status: int, name: str = "") -> HttpResponse:
    return HttpResponse(render_to_string(f"errors/{name or status}.html"), status=status)


def bad_request(request, exception):
    return error_page(400)


def permission_denied(request, exception):
    return error_page(403)


def csrf_failure(request, reason=""):
    return error_page(403, "403_csrf")


def not_found(request, exception):
    return error_page(404)


def too_many_requests(request):
    """Asked for by django-allauth, which finds it as `handler429` of the URL module."""
    return error_page(429)


def server_error(request):
    return error_page(500)
