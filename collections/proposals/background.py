"""Dry runs as background jobs that the pages show."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import JobRun

from .dry_runs import DRY_RUN, compute_dry_run
from .errors import CannotTry
from .models import DryRun


def run_dry_run(job: JobRun, progress) -> dict:
    dry_run = DryRun.objects.select_related("branch").filter(pk=job.subject).first()
    if dry_run is None:
        raise CannotTry(_("Uji coba ini sudah dihapus."))
    compute_dry_run(dry_run, progress.report)
    return {"months": len(dry_run.summary["months"])}


def describe(job: JobRun) -> str:
    return _("Uji coba selesai: %(count)s bulan dihitung ulang.") % {"count": job.result["months"]}


def page_of(job: JobRun) -> str:
    dry_run = DryRun.objects.filter(pk=job.subject).first()
    return dry_run.get_absolute_url() if dry_run else ""


job_kind(
    DRY_RUN,
    run_dry_run,
    label=gettext_lazy("Uji coba pengaturan"),
    describe=describe,
    next_url=page_of,
    permission="collections.propose_settings",
    can_stop=True,
)
