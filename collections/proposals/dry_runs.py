"""Dry runs: asking for one, computing and keeping it, and forgetting the households in it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import dropwhile

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import Branch, User
from kaderjkn.common.months import month_text

from ..closing.models import Closing
from .errors import CannotTry
from .models import DryRun, DryRunHousehold, Proposal
from .replay.months import Replay, is_touched, nothing
from .replay.outcome import Outcome, read_outcome, store_rows, total_of
from .setting_values import Settings

DRY_RUN = "dry_run"
KEPT_FOR = timedelta(days=90)
USUAL_MONTHS = 6


def try_settings(*, branch: Branch, kind: str, values: dict, by: User, months: int = USUAL_MONTHS) -> DryRun:
    """Compute what the settings would have made of the newest closed months, without proposing them."""
    return _begin(branch=branch, kind=kind, values=values, months_wanted=months, asked_by=by)


def try_proposal(*, proposal: Proposal, by: User, months: int = USUAL_MONTHS) -> DryRun:
    """Compute the same for a proposal, so that whoever decides sees it."""
    asked = {"branch": proposal.branch, "kind": proposal.kind, "values": proposal.values}
    return _begin(**asked, proposal=proposal, months_wanted=months, asked_by=by)


def _begin(*, branch: Branch, asked_by: User, **asked) -> DryRun:
    if not Closing.objects.closed().filter(branch=branch).exists():
        raise CannotTry(_("Belum ada bulan yang tutup buku, jadi belum ada yang dapat diuji."))
    with transaction.atomic():
        expires = branch.today() + KEPT_FOR
        dry_run = DryRun.objects.create(branch=branch, asked_by=asked_by, expires_on=expires, **asked)
        start_job(kind=DRY_RUN, branch=branch, subject=dry_run.pk, by=asked_by)
    return dry_run


def compute_dry_run(dry_run: DryRun, report: Callable = nothing) -> DryRun:
    """Compute and keep the outcome; again it is the same, as long as no month was closed or opened."""
    closings = newest_closings(dry_run.branch, dry_run.months_wanted)
    if not closings:
        raise CannotTry(_("Belum ada bulan yang tutup buku, jadi belum ada yang dapat diuji."))
    settings = Settings(dry_run.kind, dry_run.values, dry_run.branch)
    touched = list(dropwhile(lambda closing: not is_touched(closing, settings), closings))
    outcome = _outcome(dry_run, touched, settings, report) if touched else None
    keep(dry_run, closings, outcome)
    return dry_run


def newest_closings(branch: Branch, count: int) -> list[Closing]:
    """The newest closed months, oldest first."""
    rows = Closing.objects.closed().filter(branch=branch).select_related("policy", "scheme").order_by("-month")
    return list(rows[:count])[::-1]


def _outcome(dry_run: DryRun, closings: list[Closing], settings: Settings, report: Callable) -> Outcome:
    replay = Replay(dry_run.branch, closings, settings, report)
    with replay():
        report(_("Membandingkan"), len(closings), len(closings))
        return read_outcome(replay, dry_run.pk)


def keep(dry_run: DryRun, closings: list[Closing], outcome: Outcome | None) -> None:
    """Store what came of it, where the months are still the closed ones that were computed."""
    with transaction.atomic():
        DryRun.objects.select_for_update().get(pk=dry_run.pk)
        ids = [closing.pk for closing in closings]
        if Closing.objects.closed().filter(pk__in=ids).count() < len(ids):
            raise CannotTry(_("Sementara dihitung, sebuah bulan dibuka lagi. Jalankan uji coba sekali lagi."))
        dry_run.cadres.all().delete()
        dry_run.households.all().delete()
        if outcome:
            store_rows(outcome)
        dry_run.summary = _summary(closings, outcome.summary if outcome else {"months": [], "verdicts": {}})
        dry_run.computed_at = timezone.now()
        dry_run.save(update_fields=["summary", "computed_at"])


def _summary(closings: list[Closing], found: dict) -> dict:
    """What is stored: the months that change, those that stay as they were, and the sums."""
    changed = {month["month"] for month in found["months"]}
    names = [month_text(closing.month) for closing in closings]
    return found | {"untouched": [name for name in names if name not in changed], "total": total_of(found["months"])}


def forget_households() -> int:
    """After 90 days the households of a dry run go, and a trial that was never proposed goes whole."""
    expired = DryRun.objects.filter(expires_on__lt=timezone.localdate())
    gone, _rows = DryRunHousehold.objects.filter(dry_run__in=expired).delete()
    expired.filter(proposal__isnull=True).delete()
    return gone
