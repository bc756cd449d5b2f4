"""The way out for messages: an interface, and two that ship. A real gateway is a class of the branch's own.

`OUTREACH_GATEWAY` names it: `console`, `file`, or the dotted path of a class. The `key` is ours and stays the same for
one message, so that a gateway which knows keys does not send one twice either.
"""

import fcntl
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from kaderjkn.common.formatting import mask_phone


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as a gateway gets it."""

    key: str
    mode: str
    phone: str
    text: str


class GatewayRefused(Exception):  # noqa: N818 (what happened, as in `Refused`)
    """The gateway will never send this message; it was not sent."""


class GatewayBusy(Exception):  # noqa: N818
    """The gateway takes nothing now; it was not sent, and may be tried again."""


class Gateway(Protocol):
    """Hands a message over and returns the gateway's own name of it, empty where it has none.

    Raises GatewayRefused or GatewayBusy where it is sure that nothing was sent. Every other exception leaves it open:
    such a message is marked as unsure, and only a person sends it again.
    """

    def send(self, message: Outgoing) -> str: ...


class ConsoleGateway:
    """For a developer's machine: writes to the terminal, the number masked, and sends nothing."""

    def send(self, message: Outgoing) -> str:
        sys.stdout.write(f"[{message.mode}] {mask_phone(message.phone)}: {message.text!r}\n")
        return ""


class FileGateway:
    """Appends a line of JSON for each message, for a program that picks them up. Only the owner may read the file."""

    def send(self, message: Outgoing) -> str:
        path = Path(settings.OUTREACH_FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(
            {
                "key": message.key,
                "mode": message.mode,
                "phone": message.phone,
                "text": message.text,
                "at": timezone.now().isoformat(timespec="seconds"),
            },
            ensure_ascii=False,
        )
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        return message.key


SHIPPED = {"console": ConsoleGateway, "file": FileGateway}


def gateway() -> Gateway | None:
    """The gateway of this installation, None where none is named."""
    name = settings.OUTREACH_GATEWAY
    if not name:
        return None
    return (SHIPPED.get(name) or import_string(name))()
