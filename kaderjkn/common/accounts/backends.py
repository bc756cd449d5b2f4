"""Passwords: who the login names, and whether the password fits. Permissions come from rules instead."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from .codes import as_printed
from .names import find_user


class LoginBackend(ModelBackend):
    """User name or phone number. A printed code may be typed in small letters and without its dashes."""

    def authenticate(self, request, username=None, password=None, **_credentials):
        if not username or not password:
            return None
        user = find_user(username)
        if user is None:
            get_user_model()().set_password(password)  # takes as long as a wrong password does
            return None
        return user if self.user_can_authenticate(user) and fits(user, password) else None


def fits(user, password: str) -> bool:
    """Say whether the password is right; the printed form is tried only while a code is what was issued."""
    if user.check_password(password):
        return True
    return user.must_change_password and user.check_password(as_printed(password))
