"""Celery's side of the two-weekly cycle."""

from datetime import timedelta

from celery import shared_task

from kaderjkn.common.models import Branch

from .actions import schedule_meetings

PLANNED_DAYS = 60


@shared_task(name="meetings.plan_meetings", time_limit=300, soft_time_limit=250)
def plan_meetings() -> None:
    """Plan every branch's meetings of the next 60 days; run twice it adds nothing."""
    for branch in Branch.objects.all():
        schedule_meetings(branch=branch, until=branch.today() + timedelta(days=PLANNED_DAYS))
