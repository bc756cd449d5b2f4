"""The pages of django-allauth that need a word of ours: sign-in behind the lockout, one's own password."""

from allauth.account import views as account
from axes.decorators import axes_dispatch
from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator


@method_decorator(axes_dispatch, name="dispatch")
class Login(account.LoginView):
    """While an account is locked, no password is looked at, the right one neither."""


class ChangePassword(account.PasswordChangeView):
    """One's own password. An account without one signs in by passkey and has nothing to change."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
