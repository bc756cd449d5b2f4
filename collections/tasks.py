"""Celery wrappers of this app; importing it also declares its kinds of background jobs."""

from celery import shared_task

from kaderjkn.common.errors import AlreadyRunning
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Branch, Period

from .closing import background  # noqa: F401 (declares the kinds)
from .closing.actions import recompute
from .proposals import background as proposals_background  # noqa: F401 (declares the kind)
from .proposals.dry_runs import forget_households
from .reminders.background import NOTE_DUE
from .reviews.background import DEADLINES


@shared_task(name="collections.recompute_open_periods")
def recompute_open_periods() -> int:
    """Send one recomputation per open period; return how many."""
    pks = list(Period.objects.open().values_list("pk", flat=True))
    for pk in pks:
        recompute_period.delay(pk)
    return len(pks)


@shared_task(name="collections.recompute_period", autoretry_for=(AlreadyRunning,), retry_backoff=60, max_retries=5)
def recompute_period(period: int) -> None:
    """Provisional figures of one open period; a busy branch is tried again later."""
    found = Period.objects.open().filter(pk=period).select_related("branch").first()
    if found:
        recompute(branch=found.branch, month=found.month)


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
