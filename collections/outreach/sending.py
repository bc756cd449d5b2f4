"""Sending in portions: so many a minute and a day, never in quiet hours, each message at most once.

A message is claimed in a transaction of its own, in which everything is asked again that might have changed since it
was queued. Then the gateway gets it, and a second transaction notes what it said. Who dies in between leaves a claimed
message behind: the next worker calls it unsure, and only a person sends it again.
"""

import logging
import time
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.faults import fault_point
from kaderjkn.common.models import Branch
from kaderjkn.common.sql_jobs import only_worker

from .actions.blasts import put_back
from .claiming import claim, first_queued, why_not_now
from .enums import BlastState, MessageState
from .gateways import Gateway, GatewayBusy, GatewayRefused, Outgoing, gateway
from .models import OfficeContact
from .models_messages import Blast, BlastMessage

logger = logging.getLogger(__name__)

LONGEST = 50
"""Seconds of one turn: the next one comes with the next minute."""


@dataclass
class Portion:
    """What one turn of a branch did, and what ended it."""

    sent: int = 0
    left_out: int = 0
    failed: int = 0
    unsure: int = 0
    ended_by: str = ""


def branches_to_send() -> list[Branch]:
    """Branches with a blast that is being sent, or with a message that somebody claimed and did not finish."""
    claimed = BlastMessage.objects.filter(state=MessageState.SENDING)
    return list(
        Branch.objects.filter(Q(pk__in=Blast.objects.sending().values("branch")) | Q(pk__in=claimed.values("branch")))
    )


def send_portion(branch: Branch, way: Gateway | None = None) -> Portion:
    """Send what may be sent now for the branch. One worker at a time; AlreadyRunning for a second one."""
    portion, until = Portion(), time.monotonic() + LONGEST
    with only_worker(f"messages:{branch.code}"):
        portion.unsure = find_unsure(branch)
        way = way or gateway()
        while way and time.monotonic() < until and (claimed := next_message(branch, portion)):
            send_one(*claimed, way, portion)
            if portion.ended_by:
                break
        finish(branch, portion)
    return portion


def find_unsure(branch: Branch) -> int:
    """Messages that somebody claimed who is no more: it is not known whether the gateway got them."""
    lost = BlastMessage.objects.filter(branch=branch, state=MessageState.SENDING)
    error = _("Pengiriman terputus di tengah jalan. Periksa di gerbang pesan.")
    with transaction.atomic(), acting(None, kind="find unsure"):
        return lost.update(state=MessageState.UNSURE, error=error, ended_at=timezone.now())


def next_message(branch: Branch, portion: Portion) -> tuple[BlastMessage, Outgoing] | None:
    """Claim the next message that may go out; leave out on the way those that may not any more."""
    while not (why := why_not_now(branch, timezone.now())):
        with transaction.atomic(), acting(None, kind="claim message"):
            message = first_queued(branch)
            if message is None:
                return None
            if outgoing := claim(message, timezone.now()):
                return message, outgoing
            portion.left_out += 1
    portion.ended_by = why
    return None


def send_one(message: BlastMessage, outgoing: Outgoing, way: Gateway, portion: Portion) -> None:
    """Give a claimed message to the gateway and note what it said."""
    fault_point("message_claimed")
    try:
        gateway_id = way.send(outgoing)
    except GatewayBusy as busy:
        note(message, MessageState.QUEUED)
        portion.ended_by = str(busy) or _("Gerbang pesan sedang sibuk.")
    except GatewayRefused as refused:
        note(message, MessageState.FAILED, error=str(refused))
        portion.failed += 1
    except Exception:
        logger.exception("message %s: the gateway gave no clear answer", message.uuid)
        note(message, MessageState.UNSURE, error=_("Gerbang pesan tidak memberi jawaban yang jelas."))
        portion.unsure += 1
        portion.ended_by = _("Gerbang pesan tidak memberi jawaban yang jelas.")
    else:
        fault_point("message_sent")
        note(message, MessageState.SENT, gateway_id=gateway_id)
        portion.sent += 1


def note(message: BlastMessage, state: MessageState, *, error: str = "", gateway_id: str = "") -> None:
    """Keep what became of the message, unless the gateway's own news were quicker. Not sent: it counts no more."""
    with transaction.atomic(), acting(None, kind="note message"):
        blast = Blast.objects.select_for_update(no_key=True).get(pk=message.blast_id)
        message = BlastMessage.objects.select_for_update().get(pk=message.pk)
        message.gateway_id = gateway_id[:100] or message.gateway_id
        if message.state == MessageState.SENDING:
            message.state, message.error, message.ended_at = state, error[:200], timezone.now()
        if message.state == MessageState.QUEUED:
            put_back(message, blast)
            return
        if message.state == MessageState.FAILED:
            OfficeContact.objects.filter(message=message).delete()
        message.save()


def finish(branch: Branch, portion: Portion) -> None:
    """Close blasts of which nothing waits any more, and keep why the others rest."""
    sending = Blast.objects.sending().filter(branch=branch)
    with transaction.atomic(), acting(None, kind="finish blasts"):
        for blast in sending.select_for_update():
            waits = blast.messages.filter(state__in=[MessageState.QUEUED, MessageState.SENDING]).exists()
            state, trouble = (blast.state, portion.ended_by[:200]) if waits else (BlastState.DONE, "")
            if (state, trouble) != (blast.state, blast.trouble):
                blast.state, blast.trouble = state, trouble
                blast.save(update_fields=["state", "trouble"])
