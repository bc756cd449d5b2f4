"""Codes on paper and at the door, all of them keyed, so that nobody can make one up.

The envelope's code stands in the address that its QR code holds. The check-in codes of a meeting change every minute
and are made from the meeting's key, on the server or, without network, on the device at the door
(`static/desk/codes.js` is the other side).
"""

import hmac
from datetime import datetime

from django.conf import settings

STEP = 60
"""Seconds for which one check-in code is shown."""
SLACK = 3
"""Steps by which the clocks of the door and of a phone may differ, either way."""
DIGITS = 6
MAC_LENGTH = 16
ENVELOPE_CODE_LENGTH = 10


def envelope_code(branch_code: str, number: str) -> str:
    """What stands behind the envelope's number in its address: 10 hexadecimal digits."""
    text = f"envelope {branch_code} {number}".encode()
    return hmac.digest(settings.FILE_KEY.encode(), text, "sha256").hex()[:ENVELOPE_CODE_LENGTH]


def is_envelope_code(code: str, branch_code: str, number: str) -> bool:
    return hmac.compare_digest(code.encode(), envelope_code(branch_code, number).encode())


def step_of(moment: datetime) -> int:
    """The number of the minute in which a code is shown."""
    return int(moment.timestamp()) // STEP


def check_in_mac(key: str, meeting: int, step: int) -> str:
    """What the QR code at the door carries for one minute: 16 hexadecimal digits."""
    return digest(key, meeting, step).hex()[:MAC_LENGTH]


def check_in_number(key: str, meeting: int, step: int) -> str:
    """The same to be typed: 6 digits."""
    return f"{int.from_bytes(digest(key, meeting, step)[8:16]) % 10**DIGITS:0{DIGITS}d}"


def is_check_in_mac(mac: str, key: str, meeting: int, step: int) -> bool:
    return hmac.compare_digest(mac.encode(), check_in_mac(key, meeting, step).encode())


def is_check_in_number(number: str, key: str, meeting: int, moment: datetime) -> bool:
    """Whether the number was shown about the moment."""
    shown = step_of(moment)
    steps = range(shown - SLACK, shown + SLACK + 1)
    return any(hmac.compare_digest(number.encode(), check_in_number(key, meeting, step).encode()) for step in steps)


def digest(key: str, meeting: int, step: int) -> bytes:
    return hmac.digest(bytes.fromhex(key), f"{meeting}:{step}".encode(), "sha256")
