"""Reading what a gateway tells: signed, fresh, and well formed; nothing here writes.

The signature is the HMAC-SHA256, in hexadecimal, of `<timestamp>.<body>` under OUTREACH_WEBHOOK_KEY; the timestamp is
in seconds since 1970. `docs/operations.md` shows an example.
"""

import hmac
import json
from uuid import UUID

from django.conf import settings

from .actions.replies import NEWS

FRESH = 300
"""Seconds by which the clocks may differ."""
MOST_EVENTS = 500


class BadNews(Exception):  # noqa: N818 (what it is)
    """The request is not one of the gateway's, or says nothing that can be read."""


def sign(timestamp: str, body: bytes) -> str:
    return hmac.digest(settings.OUTREACH_WEBHOOK_KEY.encode(), timestamp.encode() + b"." + body, "sha256").hex()


def check_signature(timestamp: str, signature: str, body: bytes, now: float) -> None:
    if not settings.OUTREACH_WEBHOOK_KEY:
        raise BadNews("no key is set")
    if not hmac.compare_digest(sign(timestamp, body).encode(), signature.encode()):
        raise BadNews("wrong signature")
    if not (timestamp.isascii() and timestamp.isdigit()) or abs(now - int(timestamp)) > FRESH:
        raise BadNews("too old")


def read_events(body: bytes) -> list[dict]:
    """The events of a request, each either `delivery` or `reply`, with text in every field; all or none."""
    try:
        events = json.loads(body)["events"]
    except (ValueError, KeyError, TypeError):
        raise BadNews("no events") from None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise BadNews("no list of events, or too many")
    return [read_event(event) for event in events]


def read_event(event: object) -> dict:
    if not isinstance(event, dict) or not all(isinstance(value, str) for value in event.values()):
        raise BadNews("an event is not text")
    if event.get("kind") == "reply" and event.get("phone"):
        return {"kind": "reply", "phone": event["phone"], "text": event.get("text", "")}
    if event.get("kind") == "delivery" and event.get("state") in NEWS:
        names = {"key": event.get("key", ""), "gateway_id": event.get("id", "")[:100]}
        check_key(names["key"])
        return {"kind": "delivery", **names, "state": event["state"], "error": event.get("error", "")}
    raise BadNews("an event of no known kind")


def check_key(key: str) -> None:
    try:
        UUID(key or "0" * 32)
    except ValueError:
        raise BadNews("a key is no UUID") from None
