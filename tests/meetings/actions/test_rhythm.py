"""Whatever is closed, and in however many rounds one plans: on working days, in the rhythm, none left out."""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arrears.models import BranchPolicy
from meetings import actions
from meetings.models import Meeting
from meetings.workdays import workdays_of
from tests.meetings.builders import make_group, make_holiday

START = date(2026, 1, 1)
DAYS = [START + timedelta(days=step) for step in range(121)]
SOME_DAYS = st.sets(st.sampled_from(DAYS), max_size=40)


WORLDS = st.fixed_dictionaries(
    {"first_on": st.sampled_from(DAYS[:60]), "every": st.integers(1, 30), "closed": SOME_DAYS, "opened": SOME_DAYS}
)


@given(world=WORLDS, rounds=st.lists(st.sampled_from(DAYS), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_planned_days_are_working_days_and_keep_the_rhythm(branch, world, rounds):
    with transaction.atomic():
        prepare(branch, **world)
        for until in sorted(rounds):
            actions.schedule_meetings(branch=branch, until=until, today=START)
        office = workdays_of(branch, START)
        rhythm = [world["first_on"] + timedelta(days=world["every"] * step) for step in range(len(DAYS))]
        planned = list(Meeting.objects.order_by("held_on"))
        assert all(office.is_workday(each.held_on) for each in planned)
        assert all(office.workday_from(each.regular_on) == each.held_on for each in planned)
        assert {each.regular_on for each in planned} <= set(rhythm)
        due = {office.workday_from(day) for day in rhythm}
        assert [each.held_on for each in planned] == sorted(day for day in due if day <= max(rounds))
        transaction.set_rollback(True)


def prepare(branch, first_on, every, closed, opened):
    BranchPolicy.objects.create(branch=branch, starts_on=START, meeting_every_days=every)
    for day in closed:
        make_holiday(day)
    for day in opened:
        make_holiday(day, branch, "open")
    make_group(branch, first_on=first_on)
