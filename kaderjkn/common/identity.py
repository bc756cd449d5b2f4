"""Identifiers of people: hashed for matching, shown only in part, derived where they need not be stored."""

import hmac

from django.conf import settings

from .reading.batches import NULL

VA_PREFIX = "88888"
VA_PREFIX_MANDIRI = "89888"


def nik_hash(nik: str) -> str:
    """Keyed hash of a NIK: equal for equal numbers, of no use without the key."""
    return hmac.digest(settings.NIK_HASH_KEY.encode(), nik.encode(), "sha256").hex()


def hash_niks(columns: dict[str, list[str]]) -> None:
    """Put `nik_hash` and `nik_last4` in the place of `nik` (privacy: before anything is stored).

    `columns` hold COPY text, as `reading.batches` gives it.
    """
    niks = columns.pop("nik")
    columns["nik_hash"] = ["" if nik == NULL else nik_hash(nik) for nik in niks]
    columns["nik_last4"] = ["" if nik == NULL else nik[-4:] for nik in niks]


def virtual_account(card: str, *, mandiri: bool = False) -> str:
    """The virtual account of a card: prefix and its last 11 digits (RULES 4)."""
    return (VA_PREFIX_MANDIRI if mandiri else VA_PREFIX) + card[-11:]
