"""What the field work asks before it warns: quiet hours and how often a household was contacted (RULES 2)."""

from datetime import datetime, time

from arrears.models import BranchPolicy

from .enums import Mode

REMOTE_MODES = (Mode.PHONE, Mode.WHATSAPP, Mode.SMS)


def is_quiet(policy: BranchPolicy, local_now: datetime) -> bool:
    """Say whether calls and messages are not suggested now; the hours may run over midnight."""
    return is_between(local_now.time(), policy.quiet_from, policy.quiet_until)


def is_between(moment: time, start: time, end: time) -> bool:
    """`start` is included, `end` is not; equal ones mean never."""
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end


def is_often_contacted(policy: BranchPolicy, contacts_this_week: int) -> bool:
    """Say whether one more contact within seven days would be more than the policy wants."""
    return contacts_this_week >= policy.contacts_per_week_max
