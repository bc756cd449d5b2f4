"""The daily look at what is due, as a job of each branch, so that the list of jobs shows that it ran."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import JobRun

from .noting import note_due

NOTE_DUE = "note_due"


def run(job: JobRun, progress) -> dict:
    progress.report(_("Memeriksa yang jatuh tempo"))
    return {"noted": note_due(job.branch)}


def describe(job: JobRun) -> str:
    return _("%(count)s pengingat baru dicatat.") % {"count": number(job.result.get("noted", 0))}


job_kind(
    NOTE_DUE,
    run,
    label=gettext_lazy("Pengingat harian"),
    describe=describe,
    next_url=lambda _job: reverse("collections:branch-home"),
    permission="common.read_jobs",
)
