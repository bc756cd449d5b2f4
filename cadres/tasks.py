"""Celery's side of cadres and agreements."""

from celery import shared_task
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import Branch, JobRun
from kaderjkn.common.progress import Progress

from .letters import delete_expired_bundles, fill_bundle
from .models import LetterBundle
from .notices import note_agreement_ends


@shared_task(name="cadres.note_agreement_ends", time_limit=300, soft_time_limit=250)
def note_ends() -> None:
    """Warn of agreements that end, per branch's own today; run twice it adds nothing."""
    for branch in Branch.objects.all():
        note_agreement_ends(branch)


@shared_task(name="cadres.delete_expired_bundles", time_limit=300, soft_time_limit=250)
def delete_bundles() -> None:
    """Delete bundles of letters after their last day."""
    delete_expired_bundles()


def print_letters(job: JobRun, progress: Progress) -> dict:
    bundle = LetterBundle.objects.select_related("branch", "made_by").get(pk=job.subject, branch=job.branch)
    return {"letters": fill_bundle(bundle, progress.report)}


def describe(job: JobRun) -> str:
    return _("%(count)s surat siap diunduh.") % {"count": number(job.result.get("letters", 0))}


def next_url(job: JobRun) -> str:
    return reverse("cadres:letter-create")


job_kind(
    "print_letters",
    print_letters,
    label=gettext_lazy("Surat kader"),
    describe=describe,
    next_url=next_url,
    permission="cadres.print_letters",
)
