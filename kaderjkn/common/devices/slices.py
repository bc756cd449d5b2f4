"""What every slice has: a version, which is a hash of its content, and the receipts of its reader's records."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from ..formatting import local_time
from ..models import DeviceRecord, User

RECEIPTS_SHOWN = 50


def versioned(content: dict) -> dict:
    """The slice with its version, so that an unchanged one is not sent twice."""
    text = json.dumps(content, cls=DjangoJSONEncoder, separators=(",", ":"), sort_keys=True)
    version = hashlib.sha256(text.encode()).hexdigest()[:20]
    return content | {"version": version, "made_at": timezone.now().isoformat()}


def receipts_of(user: User) -> list[dict]:
    """The newest records that arrived, with the numbers by which the branch finds them."""
    rows = DeviceRecord.objects.filter(branch=user.branch_id, user=user).order_by("-pk")[:RECEIPTS_SHOWN]
    return [
        {
            "id": str(row.uuid),
            "kind": row.kind,
            "receipt": row.receipt,
            "received": local_time(row.received_at, user.branch.zone),
            "notices": row.notices,
        }
        for row in rows
    ]
