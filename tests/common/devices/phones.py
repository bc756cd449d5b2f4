"""A cadre's phone for tests: what it records, the boxes that it seals, and how it sends them."""

import base64
import json
import os
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kaderjkn.common.devices.boxes import public_key, voucher_of
from kaderjkn.common.devices.brought import FORMAT
from kaderjkn.common.devices.intake import judge, message_of

COMPLAINT = {"category": "officer", "text": "Kurang ramah"}
INFO = b"kaderjkn record 1"


def a_record(kind="complaint", fields=None, **facts) -> dict:
    """A record as a phone queues it, made now; a complaint, unless something else is said."""
    values = {"id": str(uuid4()), "kind": kind, "clock": timezone.now().isoformat()}
    return values | {"fields": COMPLAINT if fields is None else fields} | facts


def sealed(record, key: str | None = None) -> dict:
    """The record in a box that only the server opens: static/phone/sealing.js, line by line."""
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(key or public_key()))
    ours = ec.generate_private_key(ec.SECP256R1())
    secret = HKDF(hashes.SHA256(), 32, salt=b"", info=INFO).derive(ours.exchange(ec.ECDH(), theirs))
    iv = os.urandom(12)
    content = AESGCM(secret).encrypt(iv, json.dumps(record).encode(), INFO)
    point = ours.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return {"key": text_of(point), "iv": text_of(iv), "content": text_of(content)}


def text_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def boxed(record: dict) -> dict:
    """What a phone sends of a record: in the box stands whose phone has made it."""
    vouched = {"voucher": voucher_of(record["owner"])} if "owner" in record else {}
    return {"id": record["id"], "box": sealed(vouched | record)}


def send(user, *records, sent_at=None, device=None) -> list:
    """Have the records judged as those of one message."""
    return judge(message_of(by=user, device=device, sent_at=sent_at), records)


def send_one(user, kind: str, fields: dict, **facts):
    """Send one record of the kind; return the answer."""
    return send(user, a_record(kind, fields, **facts))[0]


def a_file(*records, form=FORMAT) -> bytes:
    """The file that a phone exports; records that are not in boxes stay as they are."""
    return json.dumps({"format": form, "records": list(records)}).encode()


def post(client: Client, records, **headers):
    """Send over the network."""
    data = json.dumps({"records": list(records)})
    return client.post(reverse("device-intake"), data, content_type="application/json", headers=headers)
