"""The Celery application and its schedule, in code (docs/architecture.md)."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaderjkn.settings")

app = Celery("kaderjkn")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Hours are Asia/Jakarta (CELERY_TIMEZONE); every entry may run twice.
app.conf.beat_schedule = {
    "recompute open periods": {
        "task": "collections.recompute_open_periods",
        "schedule": crontab(hour=1, minute=15),
    },
    "summarise months": {"task": "collections.summarise_months", "schedule": crontab(hour=3, minute=30)},
    "note agreement ends": {"task": "cadres.note_agreement_ends", "schedule": crontab(hour=2, minute=0)},
    "note review deadlines": {
        "task": "collections.note_review_deadlines",
        "schedule": crontab(hour=2, minute=30),
    },
    "note what is due": {"task": "collections.note_due", "schedule": crontab(hour=4, minute=30)},
    "fill call lists": {"task": "collections.fill_call_lists", "schedule": crontab(hour=4, minute=45)},
    "send messages": {"task": "collections.send_messages", "schedule": crontab()},
    "plan next meetings": {"task": "meetings.plan_meetings", "schedule": crontab(hour=2, minute=15)},
    "sweep stuck jobs": {"task": "common.sweep_stuck_jobs", "schedule": crontab()},
    "delete expired bundles": {"task": "cadres.delete_expired_bundles", "schedule": crontab(hour=2, minute=45)},
    "delete expired letters": {"task": "meetings.delete_expired_letters", "schedule": crontab(hour=2, minute=50)},
    "forget households of dry runs": {
        "task": "collections.forget_dry_run_households",
        "schedule": crontab(hour=3, minute=10),
    },
    "delete expired files": {"task": "common.delete_expired_files", "schedule": crontab(hour=3, minute=0)},
}
