"""The names under which people sign in: a user name (a cadre's is the cadre code), or a phone number."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.crypto import salted_hmac

from ..reading.codes import phone as read_phone


def phone_of(text: str) -> str | None:
    """Return the number as `+62…`, None for what is no Indonesian phone number."""
    number = read_phone(text)
    return number if isinstance(number, str) else None


def cadre_username(branch_code: str, cadre_code: str) -> str:
    """Return a cadre's user name: the code itself where it names its branch, else behind the branch code."""
    code = cadre_code.strip().lower()
    return code if code.startswith(branch_code) else f"{branch_code}-{code}"


def find_user(login: str):
    """Return the user of a user name in any case, else of a phone number in any spelling, else None."""
    users = get_user_model().objects
    name = get_user_model().normalize_username(login or "")
    known = {user.username: user for user in users.filter(Q(username=name) | Q(phone=phone_of(name) or "-"))}
    return known.get(name) or next(iter(known.values()), None)


def counted_name(login: str) -> str:
    """Return the name that failures are counted under: the same for every spelling of one account.

    What fits nobody may be a stranger's number, or a password in the wrong field: only a digest is kept.
    """
    user = find_user(login)
    if user:
        return user.username
    return "?" + salted_hmac("login", login.strip().lower(), algorithm="sha256").hexdigest()[:24]
