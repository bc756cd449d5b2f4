"""What must be done before anything else: a printed code is changed, and the office sets its second factor up."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from ..enums import Role

ALWAYS_OPEN = frozenset({"account_logout", "account_reauthenticate", "set_language", "admin:jsi18n"})


class FirstStepsMiddleware:
    """Sends signed-in users to the step that they still owe; pages of that step and signing out stay open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if not request.user.is_authenticated or name in ALWAYS_OPEN:
            return None
        if request.user.must_change_password:
            return ask_for_password(request, name)
        if needs_second_factor(request.user):
            return ask_for_second_factor(request, name)
        return None


def needs_second_factor(user) -> bool:
    return settings.REQUIRE_STAFF_MFA and user.role != Role.CADRE and not is_mfa_enabled(user)


def ask_for_password(request, name: str):
    return None if name == "account_change_password" else send_to(request, "account_change_password")


def ask_for_second_factor(request, name: str):
    if name.startswith("mfa_") or name == "account_change_password":
        return None
    return send_to(request, "mfa_index")


def send_to(request, url_name: str):
    """Redirect to the page, which says why; htmx is told to do so with the whole page."""
    answer = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
    return answer(reverse(url_name))
