"""Taking a message out of the queue: everything is asked again that might have changed since it was queued."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from arrears.models import Hold, Household, ListedHousehold
from kaderjkn.common.formatting import long_date, rupiah
from kaderjkn.common.identity import virtual_account
from kaderjkn.common.models import Branch

from ..messages.enums import GREETINGS
from ..messages.texts import fill
from .enums import CallState, LeftOut, MessageState
from .gateways import Outgoing
from .jobs.call_list import current_list
from .models import CallEntry, OfficeContact
from .models_messages import Blast, BlastMessage, OptOut
from .querysets import contacts_in_week, paid_since
from .week import is_quiet, policy_on

MINUTE = timedelta(minutes=1)


def first_queued(branch: Branch) -> BlastMessage | None:
    """The oldest message of a blast that is being sent; the blast cannot be paused before it is claimed."""
    blast = Blast.objects.sending().filter(branch=branch, messages__state=MessageState.QUEUED).order_by("pk").first()
    blast = blast and Blast.objects.sending().select_for_update(no_key=True).filter(pk=blast.pk).first()
    rows = blast and BlastMessage.objects.queued().filter(blast=blast).select_related("blast__branch").order_by("pk")
    return rows.select_for_update(of=("self",)).first() if rows is not None else None


def why_not_now(branch: Branch, now: datetime) -> str:
    """The sentence that the page shows while nothing is sent; empty when the next one may go out."""
    local = now.astimezone(branch.zone)
    policy = policy_on(branch, local.date())
    if is_quiet(policy, local.time()):
        return _("Jam tenang: dilanjutkan pukul %(hour)s.") % {"hour": f"{policy.quiet_until:%H.%M}"}
    claimed = BlastMessage.objects.filter(branch=branch)
    if claimed.filter(claimed_on=local.date()).count() >= settings.OUTREACH_PER_DAY:
        tomorrow = long_date(local.date() + timedelta(days=1))
        return _("Batas kirim hari ini tercapai: dilanjutkan %(day)s.") % {"day": tomorrow}
    if claimed.filter(claimed_at__gt=now - MINUTE).count() >= settings.OUTREACH_PER_MINUTE:
        return _("Batas kirim per menit tercapai: dilanjutkan menit berikutnya.")
    return ""


def claim(message: BlastMessage, now: datetime) -> Outgoing | None:
    """Take the message out of the queue: to be sent, and counted in the week from now on; or left out, and why."""
    branch = message.blast.branch
    today = now.astimezone(branch.zone).date()
    Household.objects.select_for_update(no_key=True).get(pk=message.household_id)
    text = text_of(message)
    if reason := why_left_out(message, today) or ("" if text else LeftOut.LEFT_LIST):
        message.state, message.left_out, message.ended_at = MessageState.LEFT_OUT, reason, now
        message.save(update_fields=["state", "left_out", "ended_at"])
        return None
    message.state, message.claimed_at, message.claimed_on = MessageState.SENDING, now, today
    message.save(update_fields=["state", "claimed_at", "claimed_on"])
    OfficeContact.objects.create(
        branch=branch, uuid=message.uuid, household_id=message.household_id, mode=message.blast.mode, made_at=now,
        made_on=today, recorded_by=message.blast.confirmed_by, message=message,
    )  # fmt: skip
    return Outgoing(str(message.uuid), message.blast.mode, message.phone, text)


def why_left_out(message: BlastMessage, today: date) -> str:
    """The reason that has come up since the message was queued; empty where there is none."""
    blast = message.blast
    if Hold.objects.active(today).filter(household=message.household_id).exists():
        return LeftOut.ON_HOLD
    rows = CallEntry.objects.listed().filter(branch=blast.branch, household=message.household_id, month=blast.month)
    rows = rows.filter(list=current_list(blast.branch))
    entry = rows.annotate(week=contacts_in_week(today), paid=paid_since("month")).first()
    if entry is None:
        return LeftOut.LEFT_LIST
    wishes = OptOut.objects.standing().filter(branch=blast.branch, phone=message.phone)
    reasons = (
        (LeftOut.SETTLED, entry.paid >= entry.amount),
        (LeftOut.WRONG_NUMBER, entry.state == CallState.WRONG_NUMBER or entry.phone != message.phone),
        (LeftOut.UNCONFIRMED, blast.kind not in GREETINGS and not entry.has_confirmed_phone),
        (LeftOut.OPTED_OUT, wishes.exists()),
        (LeftOut.WEEK_FULL, entry.week >= policy_on(blast.branch, today).contacts_per_week_max),
    )
    return next((reason for reason, applies in reasons if applies), "")


def text_of(message: BlastMessage) -> str:
    """The confirmed words with the household's own facts as the newest list has them; empty where it is not on it."""
    branch = message.blast.branch
    rows = ListedHousehold.objects.filter(branch=branch, list=current_list(branch), household=message.household_id)
    listed = rows.first()
    return fill(message.blast.text, values_of(listed, branch)) if listed else ""


def values_of(listed: ListedHousehold, branch: Branch) -> dict[str, str]:
    """What stands in the places of a message: Indonesian, whatever language the office reads."""
    with translation.override("id"):
        return {
            "keluarga": listed.head_name.title(),
            "cabang": branch.name,
            "bulan": str(listed.months),
            "jumlah": rupiah(listed.amount),
            "va": virtual_account(listed.head_card),
        }
