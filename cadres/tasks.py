"""Celery's side of cadres and agreements."""

from celery import shared_task

from kaderjkn.common.models import Branch

from .notices import note_agreement_ends


@shared_task(name="cadres.note_agreement_ends", time_limit=300)
def note_ends() -> None:
    """Warn of agreements that end, per branch's own today; run twice it adds nothing."""
    for branch in Branch.objects.all():
        note_agreement_ends(branch)
