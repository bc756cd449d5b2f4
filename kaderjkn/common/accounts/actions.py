"""Accounts: making them, issuing printed codes, changing passwords, ending sessions."""

import pghistory
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..audit import acting
from ..enums import BRANCH_ROLES, Role
from ..models import User
from .codes import new_code
from .errors import AccountRefused
from .names import phone_of

ADMIN_AREA_ROLES = (Role.SUPERVISOR, Role.ADMIN)


@transaction.atomic
def create_user(*, username, role, branch=None, region=None, password=None, name="", phone="", by=None) -> User:
    """Make an account. Without a password nobody can sign in until `issue_login` prints a code."""
    user = User(
        username=User.normalize_username(username),
        name=name,
        role=role,
        branch=branch if role in BRANCH_ROLES else None,
        region=region if role == Role.REGIONAL else None,
        phone=phone_of(phone) if phone else None,
        is_staff=role in ADMIN_AREA_ROLES,
    )
    user.set_password(accepted_password(password, user) if password else None)
    with acting(by, act="create_user"):
        refuse_invalid(user)
        user.save()
    return user


@transaction.atomic
def issue_login(*, user, by) -> str:
    """Give the account a new one-time code, to be printed and changed at once; return the code.

    All sessions of the account end. The code is stored nowhere in clear: it can be shown now and never again.
    """
    code = new_code()
    with acting(by, act="issue_login"):
        user.set_password(code)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        pghistory.create_event(user, label="login_issued")
        end_sessions(user)
    return code


def change_own_password(*, user, password) -> None:
    """Set the password that the user chose; a printed code is used up by it."""
    with acting(user, act="change_password"):
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def remove_second_factors(*, user, by) -> int:
    """Take away apps, passkeys and recovery codes of somebody who lost them; return how many there were."""
    with acting(by, act="remove_second_factors"):
        count, _rows = Authenticator.objects.filter(user=user).delete()
        pghistory.create_event(user, label="second_factors_removed")
        end_sessions(user)
    return count


def end_sessions(user) -> None:
    """Sign the account out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def accepted_password(password: str, user) -> str:
    """Return the password when the rules accept it, else refuse with their sentence."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise AccountRefused(_("Kata sandi ditolak: %(reason)s") % {"reason": " ".join(error.messages)}) from None
    return password


def refuse_invalid(user) -> None:
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise AccountRefused(" ".join(error.messages)) from None
