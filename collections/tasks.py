"""Celery wrappers of this app; importing it also declares its kinds of background jobs."""

from contextlib import suppress

from celery import shared_task

from kaderjkn.common.errors import AlreadyRunning
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Branch, Period

from .analysis.background import SUMMARISE
from .closing.background import RECOMPUTE
from .outreach.background import FILL
from .outreach.sending import branches_to_send, send_portion
from .proposals import background as proposals_background  # noqa: F401 (declares the kind)
from .proposals.dry_runs import forget_households
from .reminders.background import NOTE_DUE
from .reviews.background import DEADLINES


@shared_task(name="collections.recompute_open_periods", time_limit=600, soft_time_limit=500)
def recompute_open_periods() -> int:
    """Start one job per branch that has open periods; return how many.

    Each is a `JobRun` of its own: one that fails stops no other, and its branch sees it. A second message finds the
    jobs at work, or has the same figures computed again.
    """
    branches = list(Branch.objects.filter(pk__in=Period.objects.open().values("branch")).order_by("code"))
    for branch in branches:
        start_job(kind=RECOMPUTE, branch=branch, by=None)
    return len(branches)


@shared_task(name="collections.summarise_months", time_limit=300, soft_time_limit=250)
def summarise_months() -> int:
    """Send one job per branch with lists, which sums up its months that need it; return how many."""
    branches = Branch.objects.filter(pk__in=Period.objects.values("branch"))
    for branch in branches:
        start_job(kind=SUMMARISE, branch=branch, by=None)
    return len(branches)


@shared_task(name="collections.forget_dry_run_households", time_limit=600, soft_time_limit=500)
def forget_dry_run_households() -> int:
    """Delete the households of dry runs after their retention date."""
    return forget_households()


@shared_task(name="collections.note_review_deadlines", time_limit=300, soft_time_limit=250)
def note_review_deadlines() -> int:
    """Send one look at review deadlines per branch that has reviews; return how many."""
    branches = Branch.objects.filter(reviews__isnull=False).distinct()
    for branch in branches:
        start_job(kind=DEADLINES, branch=branch, by=None)
    return len(branches)


@shared_task(name="collections.note_due", time_limit=300, soft_time_limit=250)
def note_due_everywhere() -> int:
    """Send one look at what is due per branch with an open month; return how many."""
    branches = Branch.objects.filter(pk__in=Period.objects.open().values("branch"))
    for branch in branches:
        start_job(kind=NOTE_DUE, branch=branch, by=None)
    return len(branches)


@shared_task(name="collections.fill_call_lists", time_limit=300, soft_time_limit=250)
def fill_call_lists() -> int:
    """Send one refill of the call list per branch with an open month; return how many."""
    branches = Branch.objects.filter(pk__in=Period.objects.open().values("branch"))
    for branch in branches:
        start_job(kind=FILL, branch=branch, by=None)
    return len(branches)


@shared_task(name="collections.send_messages", time_limit=60, soft_time_limit=50)
def send_messages() -> int:
    """Send one turn per branch with messages to send; return how many. It comes every minute."""
    branches = branches_to_send()
    for branch in branches:
        send_branch_messages.delay(branch.pk)
    return len(branches)


@shared_task(name="collections.send_branch_messages", time_limit=170, soft_time_limit=150)
def send_branch_messages(branch_id: int) -> None:
    """Send what the branch may send now; while another worker is at it, nothing."""
    with suppress(AlreadyRunning):
        send_portion(Branch.objects.get(pk=branch_id))
