"""What django-allauth asks us: no sign-up, no e-mail, addresses behind our proxies, encrypted secrets."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..devices.phones import leave
from .actions import change_own_password
from .addresses import client_address, counted_address
from .names import counted_name


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau nomor HP ini tidak cocok dengan kata sandinya."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix, email, context) -> None:
        """Nothing is sent by e-mail: most cadres have none."""

    def logout(self, request) -> None:
        leave(request.session.session_key)
        super().logout(request)

    def get_client_ip(self, request) -> str:
        return client_address(request)

    def set_password(self, user, password) -> None:
        change_own_password(user=user, password=password)

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Count by (user, address), not by user alone: else anybody could lock anybody out."""
        return f"{counted_name(credentials.get('username') or '')}@{counted_address(request)}"


class MfaAdapter(DefaultMFAAdapter):
    """Names our site in the authenticator app, and keeps the secrets of apps and recovery codes encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode ini salah atau sudah kedaluwarsa."),
    }

    def get_totp_issuer(self) -> str:
        return "kaderjkn"

    def _get_site_name(self) -> str:
        return "kaderjkn"

    def _get_user_identifier(self, user) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 (allauth's name)
        count = user.authenticator_set.filter(type=type).count()
        return str(_("Kunci sandi %(number)s") % {"number": count + 1})


def box() -> Fernet:
    key = hashlib.sha256(b"second factors:" + settings.FILE_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
