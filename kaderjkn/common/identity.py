"""Identifiers of people: hashed for matching, shown only in part, derived where they need not be stored."""

import hashlib
import hmac

from django.conf import settings

VA_PREFIX = "88888"
VA_PREFIX_MANDIRI = "89888"


def nik_hash(nik: str) -> str:
    """Keyed hash of a NIK: equal for equal numbers, of no use without the key."""
    return hmac.new(settings.NIK_HASH_KEY.encode(), nik.encode(), hashlib.sha256).hexdigest()


def hash_nik(values: dict) -> None:
    """Replace `nik` in a row's values by `nik_hash` and `nik_last4` (privacy: before anything is stored)."""
    nik = values.pop("nik", None)
    values["nik_hash"], values["nik_last4"] = (nik_hash(nik), nik[-4:]) if nik else ("", "")


def virtual_account(card: str, *, mandiri: bool = False) -> str:
    """The virtual account of a card: prefix and its last 11 digits (RULES 4)."""
    return (VA_PREFIX_MANDIRI if mandiri else VA_PREFIX) + card[-11:]
