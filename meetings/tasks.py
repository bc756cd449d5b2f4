"""Celery's side of the two-weekly cycle."""

from datetime import timedelta

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import job_kind
from kaderjkn.common.models import Branch, JobRun
from kaderjkn.common.progress import Progress

from .actions import fill_national_days, schedule_meetings
from .actions.printing import LETTERS_JOB
from .batches import delete_expired_batches, fill_batch
from .models import LetterBatch

PLANNED_DAYS = 60


@shared_task(name="meetings.plan_meetings", time_limit=300, soft_time_limit=250)
def plan_meetings() -> None:
    """Fill in national holidays, then plan every branch's meetings of the next 60 days; run twice it adds nothing."""
    fill_national_days(today=timezone.localdate())
    for branch in Branch.objects.all():
        schedule_meetings(branch=branch, until=branch.today() + timedelta(days=PLANNED_DAYS))


@shared_task(name="meetings.delete_expired_letters", time_limit=300, soft_time_limit=250)
def delete_letters() -> None:
    """Delete files of billing letters after their last day."""
    delete_expired_batches()


def make_letters(job: JobRun, progress: Progress) -> dict:
    batch = LetterBatch.objects.select_related("branch", "made_by").get(pk=job.subject, branch=job.branch)
    return fill_batch(batch, progress.report)


def describe(job: JobRun) -> str:
    words = _("%(count)s surat siap diunduh.") % {"count": number(job.result.get("letters", 0))}
    return " ".join([words, left_out_words(job.result.get("left_out", []))]).strip()


def left_out_words(numbers: list[str]) -> str:
    """Which letters were not made, by number."""
    if not numbers:
        return ""
    why = _("Tidak dicetak karena keluarganya ditahan atau amplopnya sudah keluar: %(numbers)s.")
    return why % {"numbers": ", ".join(numbers)}


def next_url(job: JobRun) -> str:
    return reverse("meetings:batch-detail", args=[job.subject])


job_kind(
    LETTERS_JOB,
    make_letters,
    label=gettext_lazy("Surat tagihan"),
    describe=describe,
    next_url=next_url,
    permission="meetings.hand_over_envelopes",
)
