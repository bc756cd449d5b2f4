"""Seals a record as static/phone/sealing.js does, for phones that are no browsers."""

import base64
import json
import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kaderjkn.common.devices.boxes import CURVE, INFO, public_key


def seal(record: dict) -> dict:
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, base64.b64decode(public_key()))
    ours = ec.generate_private_key(CURVE)
    key = HKDF(hashes.SHA256(), 32, salt=None, info=INFO).derive(ours.exchange(ec.ECDH(), theirs))
    iv = os.urandom(12)
    point = ours.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    content = AESGCM(key).encrypt(iv, json.dumps(record).encode(), INFO)
    parts = {"key": point, "iv": iv, "content": content}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}
