"""Closing and computing anew as background jobs that the pages show."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import month_name
from kaderjkn.common.jobs import job_kind, start_job
from kaderjkn.common.models import Branch, JobRun, Period
from kaderjkn.common.months import month_text

from .actions import close_period, recompute

CLOSE, RECOMPUTE = "close_period", "recompute_period"
SUMMARISE = "summarise_month"  # declared in analysis/, which stands above this room


def run_close(job: JobRun, progress) -> dict:
    progress.report(_("Menghitung dan mengunci angka"))
    closing, is_new = close_period(branch=job.branch, month=job.month, by=job.by)
    start_job(kind=SUMMARISE, branch=job.branch, month=job.month, by=job.by)
    return {"closing": closing.pk, "is_new": is_new}


def run_recompute(job: JobRun, progress) -> dict:
    """One month, now; without a month all open ones of the branch, oldest first: the night's work, which can wait."""
    progress.report(_("Menghitung angka sementara"))
    if job.month:
        closing = recompute(branch=job.branch, month=job.month)
        start_job(kind=SUMMARISE, branch=job.branch, month=job.month, by=job.by)
        return {"closing": closing.pk}
    months = list(Period.objects.open().filter(branch=job.branch).order_by("month").values_list("month", flat=True))
    computed = [month_text(month) for month in months if recompute_unless_closed(job.branch, month)]
    return {"months": computed}


def recompute_unless_closed(branch: Branch, month: date) -> bool:
    """Whether the month was computed; not, where it was closed while this waited for its turn."""
    try:
        recompute(branch=branch, month=month, wait=True)
    except Refused:
        if not Period.objects.closed().filter(branch=branch, month=month).exists():
            raise
        return False
    return True


def describe_close(job: JobRun) -> str:
    words = {"month": month_name(job.month)}
    if job.result.get("is_new"):
        return _("%(month)s sudah tutup buku.") % words
    return _("%(month)s sudah tutup buku sebelumnya; tidak ada yang berubah.") % words


def describe_recompute(job: JobRun) -> str:
    if job.month is None:
        return _("Angka sementara semua periode terbuka sudah dihitung.")
    return _("Angka sementara %(month)s sudah dihitung.") % {"month": month_name(job.month)}


def page_of(job: JobRun) -> str:
    if job.month is None:
        return reverse("collections:closing-list")
    return reverse("collections:closing-detail", args=[month_text(job.month)])


job_kind(
    CLOSE,
    run_close,
    label=gettext_lazy("Tutup buku"),
    describe=describe_close,
    next_url=page_of,
    permission="collections.close_period",
)
job_kind(
    RECOMPUTE,
    run_recompute,
    label=gettext_lazy("Hitung angka sementara"),
    next_url=page_of,
    describe=describe_recompute,
    permission="collections.read_closings",
)
