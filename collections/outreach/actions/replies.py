"""What comes back: how a message fared, and numbers that want no more of them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.accounts.names import phone_of
from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch, User

from ..enums import MessageState, OptOutSource
from ..errors import OptOutRefused
from ..models_messages import BlastMessage, OptOut
from ..validators import stop_word

NEWS = {
    MessageState.SENT: (MessageState.SENDING, MessageState.UNSURE),
    MessageState.DELIVERED: (MessageState.SENDING, MessageState.SENT, MessageState.UNSURE),
    MessageState.FAILED: (MessageState.SENDING, MessageState.SENT, MessageState.UNSURE),
}
"""What a gateway may tell, and of messages in which states; told again, or out of order, it changes nothing."""
ANSWERABLE = (MessageState.SENDING, MessageState.SENT, MessageState.DELIVERED, MessageState.UNSURE)


def take_delivery(*, key: str, gateway_id: str, state: str, error: str = "") -> bool:
    """Keep how a message fared; say whether it is one of ours. Of the two names one is enough."""
    with transaction.atomic(), acting(None, kind="gateway news"):
        message = named(key, gateway_id)
        if message is None:
            return False
        if message.state in NEWS[state]:
            message.state, message.error, message.ended_at = state, error[:200], timezone.now()
            message.save(update_fields=["state", "error", "ended_at"])
    return True


def named(key: str, gateway_id: str) -> BlastMessage | None:
    rows = BlastMessage.objects.select_for_update()
    if key:
        return rows.filter(uuid=key).first()
    return rows.filter(gateway_id=gateway_id).first() if gateway_id else None


def take_reply(*, phone: str, text: str) -> bool:
    """Where a reply asks to stop, no branch that wrote to the number writes again; say whether any ever did."""
    number = phone_of(phone)
    written = BlastMessage.objects.filter(phone=number or "-", claimed_at__isnull=False)
    branches = Branch.objects.filter(pk__in=written.values("branch"))
    word = stop_word(text)
    for branch in branches if word else ():
        add_opt_out(branch=branch, phone=number, word=word, source=OptOutSource.GATEWAY, by=None)
    return branches.exists()


def note_reply(*, branch: Branch, phone: str, by: User) -> tuple[OptOut, bool]:
    """A member of the office types in that a number wants no messages; return the wish and whether it is new."""
    number = phone_of(phone)
    if number is None:
        raise OptOutRefused(_("Nomor HP tidak dapat dibaca. Tulis satu nomor seperti 0812-3456-7890."))
    return add_opt_out(branch=branch, phone=number, word="", source=OptOutSource.OFFICE, by=by)


def add_opt_out(
    *, branch: Branch, phone: str, word: str, source: OptOutSource, by: User | None, at: datetime | None = None
) -> tuple[OptOut, bool]:
    """Keep the wish once, and mark the newest message to the number as answered so."""
    facts = {"word": word[:30], "source": source, "received_at": at or timezone.now(), "recorded_by": by}
    with transaction.atomic(), acting(by, kind="opt out"):
        wish, is_new = OptOut.objects.get_or_create(branch=branch, phone=phone, lifted_at=None, defaults=facts)
        rows = BlastMessage.objects.filter(branch=branch, phone=phone, state__in=ANSWERABLE)
        newest = rows.select_for_update().order_by("-claimed_at", "-pk").first()
        if newest:
            newest.state, newest.ended_at = MessageState.STOPPED, timezone.now()
            newest.save(update_fields=["state", "ended_at"])
    return wish, is_new


def lift_opt_out(*, opt_out: OptOut, reason: str, by: User) -> OptOut:
    """The owner of the number asks for messages again, or it was noted by mistake."""
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise OptOutRefused(_("Tuliskan alasannya."))
    with transaction.atomic(), acting(by, kind="lift opt out"):
        opt_out = OptOut.objects.select_for_update().get(pk=opt_out.pk)
        if opt_out.lifted_at:
            raise OptOutRefused(_("Catatan ini sudah dicabut."))
        opt_out.lifted_at, opt_out.lifted_by, opt_out.lift_reason = timezone.now(), by, reason
        opt_out.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    return opt_out
