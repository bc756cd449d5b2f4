"""Background work of this app."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import JobRun
from kaderjkn.common.months import month_text
from kaderjkn.common.progress import Progress

from .actions.cases import assign_cases
from .actions.fair_shares import JOB, work_out
from .enums import CaseStatus
from .models import FairShare


def assign(job: JobRun, progress: Progress) -> dict:
    """Assign the month's households; run again it adds what has become assignable."""
    progress.report(_("Membagi keluarga ke kader"))
    return {"counts": assign_cases(branch=job.branch, month=job.month, by=job.by)}


def describe(job: JobRun) -> str:
    counts = job.result.get("counts", {})
    assigned = counts.get(CaseStatus.ASSIGNED, 0)
    words = _("%(assigned)s keluarga dibagi ke kader, %(others)s belum dapat dibagi.")
    return words % {"assigned": number(assigned), "others": number(sum(counts.values()) - assigned)}


job_kind(
    "assign_cases",
    assign,
    label=gettext_lazy("Pembagian binaan"),
    describe=describe,
    next_url=lambda job: f"{reverse('collections:case-list')}?month={month_text(job.month)}",
    permission="arrears.assign_cases",
)


def share(job: JobRun, progress: Progress) -> dict:
    """Work a proposed division out; run again it keeps what is there."""
    found = FairShare.objects.get(pk=job.subject, branch=job.branch)
    return {"moves": len(work_out(share=found, report=progress.report).moves)}


def describe_share(job: JobRun) -> str:
    return _("%(count)s kelurahan diusulkan pindah kader; belum ada yang diubah.") % {
        "count": number(job.result.get("moves", 0))
    }


job_kind(
    JOB,
    share,
    label=gettext_lazy("Usulan pembagian merata"),
    describe=describe_share,
    next_url=lambda job: reverse("arrears:fair-share", args=[job.subject]),
    permission="cadres.manage_cadres",
    can_stop=True,
)
