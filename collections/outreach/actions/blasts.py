"""Preparing messages to many, confirming them in numbers, pausing and stopping them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import number
from kaderjkn.common.models import Area, Branch, User

from ...messages.enums import OFFICE_KINDS
from ...messages.texts import texts_of
from ..enums import MESSAGE_MODES, OPEN_BLAST_STATES, BlastState, LeftOut, MessageState
from ..errors import BlastRefused, CountChanged
from ..gateways import gateway
from ..jobs import audience
from ..jobs.call_list import current_list
from ..models import OfficeContact
from ..models_messages import Blast, BlastMessage

GETS_IT = ""


def prepare_blast(
    *, branch: Branch, kind: str, mode: str, by: User, area: Area | None = None,
    least_months: int | None = None, most_months: int | None = None,
) -> Blast:  # fmt: skip
    """Keep what is to be sent to whom, with the branch's words of now. Nothing is sent before it is confirmed."""
    if kind not in OFFICE_KINDS:
        raise BlastRefused(_("Pilih pesan siaran kantor. Pesan kader hanya dikirim kader sendiri."))
    if mode not in dict(MESSAGE_MODES):
        raise BlastRefused(_("Pilih WhatsApp atau SMS."))
    if area and area.branch_id not in (branch.pk, None):
        raise BlastRefused(_("Pilih wilayah cabang ini."))
    if least_months and most_months and least_months > most_months:
        raise BlastRefused(_("Bulan paling sedikit lebih besar daripada paling banyak."))
    newest = current_list(branch)
    if newest is None:
        raise BlastRefused(_("Belum ada daftar tunggakan."))
    values = {"area": area, "least_months": least_months, "most_months": most_months, "created_by": by}
    with transaction.atomic(), acting(by, kind="prepare blast"):
        text = texts_of(branch)[kind]
        return Blast.objects.create(branch=branch, month=newest.month, kind=kind, mode=mode, text=text, **values)


def confirm_blast(*, blast: Blast, expected: int, by: User) -> Blast:
    """Queue the messages, if as many households get one as the page had said; else refuse and say the new number."""
    if gateway() is None:
        raise BlastRefused(_("Belum ada gerbang pesan yang dipasang. Hubungi administrator."))
    with transaction.atomic(), acting(by, kind="confirm blast"):
        blast = locked(blast, BlastState.DRAFT)
        counts = audience.count(blast)
        found = counts.pop(GETS_IT, 0)
        if found != expected:
            words = {"expected": number(expected), "found": number(found)}
            raise CountChanged(
                _("Penerima berubah dari %(expected)s menjadi %(found)s keluarga. Periksa lagi, lalu kirim.") % words
            )
        if not found:
            raise BlastRefused(_("Tidak ada keluarga yang dapat menerima pesan ini."))
        audience.write(blast)
        blast.state, blast.left_out = BlastState.SENDING, counts
        blast.confirmed_by, blast.confirmed_at = by, timezone.now()
        blast.save(update_fields=["state", "left_out", "confirmed_by", "confirmed_at"])
    return blast


def pause_blast(*, blast: Blast, by: User) -> Blast:
    """Send nothing more until somebody goes on; what is at the gateway already is sent."""
    return _turn(blast, BlastState.PAUSED, by, BlastState.SENDING)


def resume_blast(*, blast: Blast, by: User) -> Blast:
    return _turn(blast, BlastState.SENDING, by, BlastState.PAUSED)


def stop_blast(*, blast: Blast, by: User) -> Blast:
    """End it for good; what was not sent yet is left out."""
    with transaction.atomic(), acting(by, kind="stop blast"):
        blast = _turn(blast, BlastState.STOPPED, by, *OPEN_BLAST_STATES)
        blast.messages.queued().update(
            state=MessageState.LEFT_OUT, left_out=LeftOut.BLAST_STOPPED, ended_at=timezone.now()
        )
    return blast


def _turn(blast: Blast, state: BlastState, by: User, *from_states: BlastState) -> Blast:
    with transaction.atomic(), acting(by, kind=f"blast {state}"):
        blast = locked(blast, *from_states)
        blast.state = state
        blast.save(update_fields=["state"])
    return blast


def locked(blast: Blast, *states: BlastState) -> Blast:
    """The row of now, kept from others; refuse where it is in none of the states any more."""
    found = Blast.objects.select_for_update().get(pk=blast.pk)
    if found.state not in states:
        raise BlastRefused(_("Siaran ini sudah berubah: %(state)s.") % {"state": found.get_state_display()})
    return found


def decide_unsure(*, message: BlastMessage, was_sent: bool, by: User) -> BlastMessage:
    """A person has looked in the gateway: it was sent, or it was not and waits for its turn again."""
    with transaction.atomic(), acting(by, kind="decide unsure"):
        blast = Blast.objects.select_for_update(no_key=True).get(pk=message.blast_id)
        message = BlastMessage.objects.select_for_update().get(pk=message.pk)
        if message.state != MessageState.UNSURE:
            raise BlastRefused(_("Pesan ini tidak lagi menunggu kepastian."))
        message.decided_by, message.error = by, ""
        if was_sent:
            message.state, message.ended_at = MessageState.SENT, timezone.now()
            message.save()
        else:
            put_back(message, blast)
        if message.state == MessageState.QUEUED and blast.state == BlastState.DONE:
            blast.state = BlastState.SENDING
            blast.save(update_fields=["state"])
    return message


def put_back(message: BlastMessage, blast: Blast) -> None:
    """Into the queue as if it had never gone out; it does not count in the week. Of a stopped blast it is left out.

    The row of the blast is the caller's, so that nobody stops it meanwhile.
    """
    OfficeContact.objects.filter(message=message).delete()
    message.state, message.claimed_at, message.claimed_on, message.ended_at = MessageState.QUEUED, None, None, None
    message.save()
    if blast.state == BlastState.STOPPED:
        message.state, message.left_out = MessageState.LEFT_OUT, LeftOut.BLAST_STOPPED
        message.ended_at = timezone.now()
        message.save(update_fields=["state", "left_out", "ended_at"])
