"""What pages share: who may open them, and that their rows are the visitor's own."""

from functools import wraps

from django.contrib.auth.mixins import AccessMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied


class RoleRequired(AccessMixin):
    """A page behind a permission of `common/rules.py`: visitors are asked to sign in, other roles get 403.

    `permission` names the rule. Where the view has a model, its rows start from `visible_to(user)`, so that
    an object of another branch is simply not found.
    """

    permission: str = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.permission:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission.")
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)


def role_required(permission: str):
    """Guard a view that is a function the same way."""

    def decorate(page):
        @wraps(page)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return page(request, *args, **kwargs)

        return guarded

    return decorate
