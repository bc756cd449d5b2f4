"""What comes before anything else: a printed code is changed, the office sets its second factor up."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from ..enums import Role

PASSWORD, SECOND_FACTOR = "account_change_password", "mfa_index"  # the steps, by the page where they are done
ALWAYS_OPEN = frozenset(
    {"account_logout", "account_reauthenticate", "account_change_password", "set_language", "device-state"}
)


class FirstStepsMiddleware:
    """Sends signed-in users to the step that they still owe; pages of that step and signing out stay open.

    Templates read `request.owed_step`: while one is owed there is no menu.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        request.owed_step = owed_step(request.user)
        name = request.resolver_match.view_name or ""
        if not request.owed_step or name in ALWAYS_OPEN:
            return None
        if request.owed_step == SECOND_FACTOR and name.startswith("mfa_"):
            return None
        return send_to(request, request.owed_step)


def owed_step(user) -> str:
    """Return the URL name of the step that comes before anything else, or nothing."""
    if not user.is_authenticated:
        return ""
    if user.must_change_password:
        return PASSWORD
    is_free = not settings.REQUIRE_STAFF_MFA or user.role == Role.CADRE or is_mfa_enabled(user)
    return "" if is_free else SECOND_FACTOR


def send_to(request, url_name: str):
    """Redirect to the page, which says why; htmx is told to do so with the whole page."""
    answer = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
    return answer(reverse(url_name))
