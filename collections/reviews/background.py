"""The daily look at deadlines as a job of each branch, so that its page shows that it ran."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import JobRun

from .deadlines import note_deadlines

DEADLINES = "note_review_deadlines"


def run(job: JobRun, progress) -> dict:
    progress.report(_("Memeriksa tenggat tinjauan"))
    return {"noted": note_deadlines(job.branch)}


def describe(job: JobRun) -> str:
    return _("%(count)s tenggat tinjauan baru dicatat.") % {"count": number(job.result.get("noted", 0))}


job_kind(
    DEADLINES,
    run,
    label=gettext_lazy("Tenggat tinjauan"),
    describe=describe,
    next_url=lambda _job: reverse("collections:review-list") + "?show=due",
    permission="collections.decide_review",
)
