"""Taking a household from the call list, and noting what came of the call."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arrears.actions.holds import set_hold
from arrears.models import Channel
from kaderjkn.common.access import log_access
from kaderjkn.common.audit import acting
from kaderjkn.common.formatting import clock_time
from kaderjkn.common.models import Branch, User

from ...field.enums import Mode
from ..enums import HOLDING_RESULTS, CallResult, CallState
from ..errors import CallRefused
from ..jobs.call_list import current_list
from ..models import CallEntry, OfficeContact
from ..validators import check_call
from ..week import check_hour, policy_on

LEASE = timedelta(minutes=30)
"""How long a household is kept for whoever took it."""
TOMORROW = timedelta(days=1)


def take_next(*, by: User) -> CallEntry | None:
    """Give the officer a household that nobody else calls: one in hand, else of the own queue, else of nobody's.

    None where nothing is due. Two officers at once get two households: rows that one is taking are passed over.
    """
    branch, now = by.branch, timezone.now()
    check_hour(branch, now)
    with transaction.atomic(), acting(by, kind="take call"):
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if mine := in_hand(by, now):
            return mine
        CallEntry.objects.filter(leased_by=by).update(leased_by=None, leased_until=None)
        if entry := find_free(by, now):
            lease(entry, by, now)
    return entry


def take_this(*, entry: CallEntry, by: User) -> CallEntry:
    """Give the officer one certain household, because the family calls back or was looked for; one at a time.

    Also when the week is full: who calls back is answered. The page says so before.
    """
    branch, now = by.branch, timezone.now()
    check_hour(branch, now)
    with transaction.atomic(), acting(by, kind="take call"):
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        entry = CallEntry.objects.select_for_update().get(pk=entry.pk)
        if (mine := in_hand(by, now)) and mine.pk != entry.pk:
            raise CallRefused(_("Anda masih memegang keluarga lain. Catat atau lepaskan dulu panggilan itu."))
        check_free(entry, by, now)
        check_may_call(entry, branch.today())
        CallEntry.objects.filter(leased_by=by).exclude(pk=entry.pk).update(leased_by=None, leased_until=None)
        lease(entry, by, now)
    return entry


def in_hand(officer: User, now: datetime) -> CallEntry | None:
    """What the officer has taken and not yet noted, in time."""
    return CallEntry.objects.filter(leased_by=officer, leased_until__gt=now).first()


def find_free(by: User, now: datetime) -> CallEntry | None:
    """Look past rows that somebody is at; wait for those only where nothing else is left."""
    for skip in (True, False):
        for officer in (by, None):
            if entry := first_free(by.branch, now, officer=officer, skip_locked=skip):
                return entry
    return None


def first_free(branch: Branch, now: datetime, *, officer: User | None, skip_locked: bool) -> CallEntry | None:
    today = now.astimezone(branch.zone).date()
    most = policy_on(branch, today).contacts_per_week_max
    rows = CallEntry.objects.filter(branch=branch, list=current_list(branch), officer=officer)
    rows = rows.free(now).to_call(today, most_contacts=most).order_by("next_call_on", "tries", "pk")
    return rows.select_for_update(skip_locked=skip_locked, of=("self",)).first()


def lease(entry: CallEntry, by: User, now: datetime) -> None:
    entry.leased_by, entry.leased_until = by, now + LEASE
    entry.save(update_fields=["leased_by", "leased_until"])


def check_free(entry: CallEntry, by: User, now: datetime) -> None:
    if entry.leased_by_id not in (None, by.pk) and entry.leased_until > now:
        raise CallRefused(
            _("Keluarga ini sedang ditelepon %(name)s, sampai %(until)s paling lama.")
            % {"name": entry.leased_by, "until": clock_time(entry.leased_until, entry.branch.zone)}
        )


def check_may_call(entry: CallEntry, today: date) -> None:
    """Refuse a household that is not to be called now, whoever asks."""
    rows = CallEntry.objects.filter(pk=entry.pk)
    if rows.resting(today).exists():
        raise CallRefused(_("Keluarga ini ditahan: jangan dihubungi sampai penahanan dicabut."))
    if entry.state not in (CallState.WAITING, CallState.DONE):
        raise CallRefused(_("Keluarga ini tidak dapat ditelepon: %(state)s.") % {"state": entry.get_state_display()})


def open_number(*, entry: CallEntry, by: User) -> CallEntry:
    """Log that the officer sees the number of the household in hand; refuse where somebody else calls it."""
    now = timezone.now()
    check_hour(by.branch, now)
    with transaction.atomic(), acting(by, kind="open number"):
        entry = CallEntry.objects.select_for_update().get(pk=entry.pk)
        if entry.leased_by_id != by.pk or entry.leased_until <= now:
            raise CallRefused(_("Ambil dulu keluarga ini, agar tidak ditelepon dua orang sekaligus."))
        check_may_call(entry, by.branch.today())
        about = {"act": "show", "subject_kind": "household", "subject_id": entry.household_id}
        log_access(by=by, branch=entry.branch, reason=_("Menelepon keluarga dari daftar panggil"), **about)
    return entry


def release(*, entry: CallEntry, by: User) -> bool:
    """Give the household back without a call; say whether the officer had it."""
    with acting(by, kind="release call"):
        return bool(CallEntry.objects.filter(pk=entry.pk, leased_by=by).update(leased_by=None, leased_until=None))


def record_call(
    *, entry: CallEntry, by: User, uuid: UUID, result: str, promised_on: date | None = None,
    promised_amount: int | None = None, channel: Channel | None = None, next_call_on: date | None = None,
    note: str = "", now: datetime | None = None,
) -> tuple[OfficeContact, bool]:  # fmt: skip
    """Note a call; return it and whether it is new. The same form sent again is the same call.

    Late is better than not at all: a call is kept though its half hour is over, unless somebody else has the
    household by now.
    """
    now = now or timezone.now()
    today = now.astimezone(entry.branch.zone).date()
    with transaction.atomic(), acting(by, kind="record call"):
        entry = CallEntry.objects.select_for_update().select_related("household").get(pk=entry.pk)
        if known := OfficeContact.objects.filter(branch=entry.branch, uuid=uuid).first():
            return check_known(known, entry), False
        check_free(entry, by, now)
        check_call(result, today, promised_on, promised_amount, next_call_on)
        facts = {"promised_on": promised_on, "promised_amount": promised_amount, "channel": channel, "note": note}
        call = OfficeContact.objects.create(
            branch=entry.branch, uuid=uuid, household=entry.household, mode=Mode.PHONE, made_at=now, made_on=today,
            recorded_by=by, result=result, next_call_on=next_call_on, **facts,
        )  # fmt: skip
        move_on(entry, call)
        if result in HOLDING_RESULTS:
            set_hold(household=entry.household, reason=result, starts_on=today, by=by)
    return call, True


def check_known(known: OfficeContact, entry: CallEntry) -> OfficeContact:
    if known.household_id != entry.household_id:
        raise CallRefused(_("Formulir ini sudah dipakai untuk keluarga lain. Muat ulang halaman, lalu catat lagi."))
    return known


def move_on(entry: CallEntry, call: OfficeContact) -> None:
    """Free the household, and say when it is called again: by the officer's word, else by the result."""
    entry.tries += 1
    entry.leased_by = entry.leased_until = None
    entry.state, entry.next_call_on = CallState.DONE, None
    if call.result == CallResult.WRONG_NUMBER:
        entry.state, entry.wrong_phone = CallState.WRONG_NUMBER, entry.phone
    elif call.result not in HOLDING_RESULTS and (day := call.next_call_on or usual_day(call)):
        entry.state, entry.next_call_on = CallState.WAITING, day
    fields = ["tries", "leased_by", "leased_until", "state", "next_call_on", "wrong_phone"]
    entry.save(update_fields=fields)


def usual_day(call: OfficeContact) -> date | None:
    """The day after an unanswered call or a promised day; None: not again this month."""
    if call.result == CallResult.NO_ANSWER:
        return call.made_on + TOMORROW
    return call.promised_on and call.promised_on + TOMORROW
