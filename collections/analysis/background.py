"""The sums of months as a background job: of one month at once, of all that need it every night."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import month_name
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import JobRun
from kaderjkn.common.months import month_text

from .sums.computing import months_to_summarise, summarise

SUMMARISE = "summarise_month"


def run_summarise(job: JobRun, progress) -> dict:
    """One month, now; without a month those of the branch that need it, each a transaction of its own."""
    months = [job.month] if job.month else months_to_summarise(job.branch)
    for count, month in enumerate(months):
        progress.report(_("Menjumlahkan bulan"), count, len(months))
        summarise(branch=job.branch, month=month, wait=True)
    return {"months": [month_text(month) for month in months]}


def describe(job: JobRun) -> str:
    if job.month is None:
        return _("%(count)s bulan dijumlahkan untuk laporan.") % {"count": len(job.result.get("months", []))}
    return _("Angka laporan %(month)s sudah dihitung.") % {"month": month_name(job.month)}


def page_of(job: JobRun) -> str:
    address = reverse("collections:analysis-list")
    return f"{address}?periode={month_text(job.month)}" if job.month else address


job_kind(
    SUMMARISE,
    run_summarise,
    label=gettext_lazy("Hitung angka laporan"),
    describe=describe,
    next_url=page_of,
    permission="collections.refresh_analyses",
)
