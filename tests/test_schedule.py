"""The schedule in code names tasks that exist."""

from kaderjkn.celery import app


def test_scheduled_tasks_exist():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled - set(app.tasks) == set()


def test_every_task_can_be_sent():
    """Celery refuses a soft limit above the hard one, at the moment of sending: the schedule would do nothing."""
    app.loader.import_default_modules()
    limits = {
        name: (task.soft_time_limit or app.conf.task_soft_time_limit, task.time_limit or app.conf.task_time_limit)
        for name, task in app.tasks.items()
    }
    assert {name: both for name, both in limits.items() if both[0] > both[1]} == {}
