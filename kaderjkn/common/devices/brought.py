"""Records that come as a file instead of over the network: exported on the phone, sealed, brought by hand."""

import json

from django.utils.translation import gettext as _

from ..errors import Refused
from ..models import User
from .intake import BATCH, Judged, judge, message_of

FORMAT = "kaderjkn-unsent-1"
LARGEST = 20 * 1024 * 1024
"""Bytes; far more than a phone's queue."""


class FileRefused(Refused):
    """The file is none of ours."""


def bring(*, content: bytes, by: User) -> list[Judged]:
    """Judge every record of the file as if its phone had sent it; the same file again adds nothing."""
    records = records_of(content)
    judged = []
    for start in range(0, len(records), BATCH):
        message = message_of(by=by, device=None, sent_at=None)
        judged += judge(message, records[start : start + BATCH])
    return judged


def records_of(content: bytes) -> list[dict]:
    """The sealed records in the file. Only sealed ones: what is readable could have been written by anybody."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise FileRefused(_("Berkas ini bukan ekspor catatan dari aplikasi kader. Minta kader mengekspornya lagi."))
    records = document.get("records")
    if not isinstance(records, list) or not all(isinstance(one, dict) and "box" in one for one in records):
        raise FileRefused(_("Berkas ini rusak: tidak ada catatan terkunci di dalamnya."))
    return records
