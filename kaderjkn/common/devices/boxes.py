"""Sealed records: closed on the phone with the server's public key, opened by the server alone.

ECDH on P-256 with a key made for the one box, HKDF-SHA256, AES-256-GCM: all of it is in every browser
(`static/phone/sealing.js` is the other side). The server's private key is derived from `FILE_KEY`.
"""

import base64
import hmac
import json
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from ..errors import Refused

INFO = b"kaderjkn record 1"
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class BoxRefused(Refused):
    """The box cannot be opened with our key."""


def public_key() -> str:
    """The key that phones seal with: an uncompressed point, base64."""
    point = private_key(settings.FILE_KEY).public_key()
    raw = point.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return base64.b64encode(raw).decode()


@cache
def private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    seed = HKDF(hashes.SHA256(), 48, salt=None, info=b"kaderjkn boxes of phones").derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, CURVE)


def voucher_of(user: int) -> str:
    """What only this person's phone and the server know: in a box it says that nobody else has made it."""
    return hmac.digest(settings.FILE_KEY.encode(), f"phone of {user}".encode(), "sha256").hex()[:32]


def is_vouched(record: dict, user: int) -> bool:
    return hmac.compare_digest(str(record.get("voucher", "")).encode(), voucher_of(user).encode())


def open_box(box: dict) -> dict:
    """The record in the box: `{owner, voucher, id, kind, clock, fields}`."""
    try:
        theirs, iv, content = (base64.b64decode(box[name], validate=True) for name in ("key", "iv", "content"))
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
        record = json.loads(AESGCM(shared_key(other)).decrypt(iv, content, INFO))
    except (KeyError, TypeError, ValueError, InvalidTag):
        raise BoxRefused(_("Catatan terkunci ini tidak dapat dibuka: rusak, atau bukan untuk server ini.")) from None
    if not isinstance(record, dict):
        raise BoxRefused(_("Catatan terkunci ini tidak dapat dibuka: rusak, atau bukan untuk server ini."))
    return record


def shared_key(other: ec.EllipticCurvePublicKey) -> bytes:
    secret = private_key(settings.FILE_KEY).exchange(ec.ECDH(), other)
    return HKDF(hashes.SHA256(), 32, salt=None, info=INFO).derive(secret)
