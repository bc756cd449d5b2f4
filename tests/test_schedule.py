"""The schedule in code names tasks that exist."""

from kaderjkn.celery import app


def test_scheduled_tasks_exist():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled - set(app.tasks) == set()
