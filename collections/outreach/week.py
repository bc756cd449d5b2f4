"""What limits contacts: seven days, quiet hours, and the policy that says how many and when (RULES 2)."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from arrears.models import BranchPolicy
from kaderjkn.common.models import Branch
from kaderjkn.common.months import first_day

from .errors import QuietHours

WEEK = timedelta(days=7)


def week_before(day: date) -> date:
    """The last day that no longer counts."""
    return day - WEEK


def policy_on(branch: Branch, day: date) -> BranchPolicy:
    return BranchPolicy.objects.in_force(branch, first_day(day))


def is_quiet(policy: BranchPolicy, at: time) -> bool:
    """Say whether nobody is called at this hour of the branch's clock; the hours may run over midnight."""
    start, end = policy.quiet_from, policy.quiet_until
    return start <= at < end if start <= end else at >= start or at < end


def check_hour(branch: Branch, now: datetime) -> None:
    """Refuse in quiet hours."""
    local = now.astimezone(branch.zone)
    policy = policy_on(branch, local.date())
    if is_quiet(policy, local.time()):
        raise QuietHours(
            _("Jam tenang (%(start)s–%(end)s): keluarga tidak dihubungi sekarang.")
            % {"start": f"{policy.quiet_from:%H.%M}", "end": f"{policy.quiet_until:%H.%M}"}
        )
