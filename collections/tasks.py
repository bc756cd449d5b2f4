"""Celery wrappers of this app; importing it also declares its kinds of background jobs."""

from celery import shared_task

from kaderjkn.common.errors import AlreadyRunning
from kaderjkn.common.models import Period

from .closing import background  # noqa: F401 (declares the kinds)
from .closing.actions import recompute
from .proposals import background as proposals_background  # noqa: F401 (declares the kind)
from .proposals.dry_runs import forget_households


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


@shared_task(name="collections.forget_dry_run_households", time_limit=600)
def forget_dry_run_households() -> int:
    """Delete the households of dry runs after their retention date."""
    return forget_households()
